package inkcast.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.stage.Refusal.Reason;
import inkcast.writer.Dictation;
import inkcast.writer.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TurnsTest extends OnStage {
  private static final String WRITE = "/inkcast/writer/1/write";
  private static final String TURN = "/inkcast/writer/1/turn";
  private final Writer writer = writers.getFirst();
  private final Visitor anna = new Visitor(TURN);
  private final Visitor ben = new Visitor(TURN);
  private final Visitor carl = new Visitor(TURN);

  TurnsTest() {
    super(1024);
  }

  @Test
  void shouldGiveAFreePenToWhoeverWrites() {
    assertNull(write(anna));
    assertEquals(Reason.OCCUPIED, reason(write(ben)));
    assertEquals(1, refusals.size());
    assertEquals(1, visitors());
    rest();
    assertNull(write(ben));
    assertEquals(List.of(Pen.OVER), anna.places);
  }

  @Test
  void shouldLetVisitorsWaitAndTellThemTheirPlaces() {
    assertNull(turn(anna, true));
    assertNull(turn(ben, true));
    assertNull(turn(carl, true));
    assertEquals(List.of(0), anna.places);
    assertEquals(List.of(1), ben.places);
    assertEquals(List.of(2), carl.places);
    assertEquals(3, visitors());
    assertNull(turn(anna, false));
    assertEquals(List.of(1, 0), ben.places);
    assertEquals(List.of(2, 1), carl.places);
    control.leave(ben); // its connection has ended
    assertEquals(List.of(2, 1, 0), carl.places);
    assertEquals(1, visitors());
  }

  @Test
  void shouldBeginANewLineForWhoeverGetsATurnAndWaitForThem() {
    assertNull(turn(anna, true));
    tick();
    assertEquals(1, writer.restarts());
    assertTrue(writer.dictation().active());
    now += Duration.ofSeconds(9).toNanos();
    space.turns().look();
    assertEquals(List.of(0), anna.places);
    now += Duration.ofSeconds(1).toNanos();
    space.turns().look();
    assertEquals(List.of(0, Pen.OVER), anna.places);
    assertEquals(0, visitors());
  }

  @Test
  void shouldEndATurnAtItsLongestAndLetNobodyWriteForEver() {
    space.turns().rules(TurnRules.times(Duration.ofSeconds(1), Duration.ofSeconds(3)));
    turn(anna, true);
    tick();
    for (int i = 0; i < 30; i++) {
      assertNull(write(anna));
      tick();
      now += Duration.ofMillis(100).toNanos();
    }
    for (int i = 0; i < 20; i++) {
      assertEquals(Reason.OCCUPIED, reason(write(anna)));
      now += Duration.ofMillis(100).toNanos();
    }
    assertEquals(List.of(0, Pen.OVER), anna.places);
    assertNull(turn(anna, true));
    assertNull(write(anna));
  }

  @Test
  void shouldGiveAVisitorOneTurnAtATime() {
    assertNull(turn(anna, true));
    assertNull(turn(ben, true));
    assertNull(send(anna, "/inkcast/writer/2/turn", 1));
    assertEquals(List.of(1, 0), ben.places);
    assertEquals(1, visitors());
    assertNull(control.submit(Role.OPERATOR, "/inkcast/writer/*/turn", List.of(1)));
    assertEquals(2, visitors());
  }

  @Test
  void shouldTakeNoMoreStrokesThanASecondHas() {
    for (int i = 0; i < 60; i++) {
      assertNull(write(anna));
    }
    assertEquals(Reason.FLOODED, reason(write(anna)));
    now += Duration.ofMillis(17).toNanos();
    assertNull(write(anna));
  }

  @Test
  void shouldLetNoMoreStrokesWaitThanThereIsRoomFor() {
    space.turns().rules(TurnRules.points(1000));
    for (int i = 0; i < Dictation.MOST; i++) {
      assertNull(write(anna));
    }
    assertEquals(Reason.FLOODED, reason(write(anna)));
  }

  @Test
  void shouldRefuseWhatIsNoStroke() {
    assertEquals(Reason.WRONG_TYPE, reason(send(anna, WRITE, 1, 2)));
    assertEquals(Reason.WRONG_TYPE, reason(send(anna, WRITE, 1, "2", 0)));
    assertEquals(Reason.NOT_FINITE, reason(send(anna, WRITE, 1f, Float.NaN, 0)));
    assertNull(send(anna, WRITE, 1, 2f, true));
  }

  @Test
  void shouldLetNobodyWriteWhereTheWriterIsHeldOrTheHouseIsClosed() {
    control.submit(Role.OPERATOR, "/inkcast/writer/1/pause", List.of(1));
    tick();
    assertEquals("this writer is held", Objects.requireNonNull(write(anna)).message());
    control.submit(Role.OPERATOR, "/inkcast/writer/1/pause", List.of(0));
    tick();
    assertNull(turn(anna, true));
    space.writers().getFirst().rest();
    assertEquals("the house is closed", Objects.requireNonNull(turn(ben, true)).message());
    space.turns().look();
    assertEquals(List.of(0, Pen.OVER), anna.places);
  }

  @Test
  void shouldSendAllAwayFromAWriterThatIsHeld() {
    turn(anna, true);
    turn(ben, true);
    turn(carl, true);
    visitors();
    assertNull(write(anna));
    control.submit(Role.OPERATOR, "/inkcast/writer/1/pause", List.of(1));
    tick();
    int lines = writer.restarts();
    space.turns().look();
    assertEquals(0, visitors());
    assertEquals(List.of(0, Pen.OVER), anna.places);
    assertEquals(List.of(1, Pen.OVER), ben.places);
    assertEquals(List.of(2, Pen.OVER), carl.places);
    assertEquals(lines, writer.restarts(), "its line stays");
    assertFalse(writer.dictation().active(), "it goes on at once when it is held no more");
  }

  @Test
  void shouldSendAllAwayFromAWriterThatHasLeft() {
    String turn = "/inkcast/writer/12/turn";
    Visitor dora = new Visitor(turn);
    Visitor emil = new Visitor(turn);
    send(dora, turn, 1);
    send(emil, turn, 1);
    tick();
    space.replace(space.prepare(11, List.of(), 2));
    space.turns().look();
    assertEquals(List.of(0, Pen.OVER), dora.places);
    assertEquals(List.of(1, Pen.OVER), emil.places);
    assertFalse(space.turns().any());
  }

  @Test
  void shouldLetAVisitorWriteAtOnePenAtATime() {
    assertNull(write(anna));
    assertNull(send(anna, "/inkcast/writer/2/write", 1f, 0f, 0));
    assertEquals(List.of(), anna.places, "it knows that it has left");
    assertEquals(0, visitors());
    assertNull(write(ben));
    assertEquals(1, visitors());
    assertEquals(Reason.OCCUPIED, reason(write(anna)));
    assertNull(send(anna, "/inkcast/writer/2/write", 1f, 0f, 0));
  }

  @Test
  void shouldKeepATurnWhenStrokesOfTheLastOneComeLate() {
    space.turns().rules(TurnRules.times(Duration.ofSeconds(1), Duration.ofSeconds(3)));
    assertNull(write(anna));
    tick();
    now += Duration.ofSeconds(3).toNanos() - 1;
    assertNull(write(anna));
    now++;
    space.turns().look();
    assertNull(send(anna, "/inkcast/writer/2/turn", 1));
    assertEquals(Reason.OCCUPIED, reason(write(anna)));
    assertNull(send(anna, "/inkcast/writer/2/write", 1f, 0f, 0));
    tick();
    assertEquals(1, number("/inkcast/writer/2/turn"));
  }

  @Test
  void shouldLetAFewWaitAndNoMore() {
    List<Visitor> crowd = new ArrayList<>();
    for (int i = 0; i <= Pen.MOST_WAITING; i++) {
      crowd.add(new Visitor(TURN));
      assertNull(turn(crowd.getLast(), true));
    }
    assertEquals(Reason.OCCUPIED, reason(turn(anna, true)));
    assertEquals(Pen.MOST_WAITING, crowd.getLast().places.getLast());
    assertNull(turn(crowd.getLast(), true)); // asks again, and keeps its place
    assertEquals(Pen.MOST_WAITING, crowd.getLast().places.getLast());
  }

  private static final class Visitor implements Source {
    private final List<Integer> places = new ArrayList<>();
    private final String turn;

    Visitor(String turn) {
      this.turn = turn;
    }

    @Override
    public Role role() {
      return Role.VISITOR;
    }

    @Override
    public void turn(String address, int place, int points) {
      if (address.equals(turn)) {
        places.add(place);
      }
    }
  }

  private @Nullable Refusal write(Visitor who) {
    return send(who, WRITE, 1f, 0f, 0);
  }

  private @Nullable Refusal turn(Visitor who, boolean wanted) {
    return send(who, TURN, wanted);
  }

  private @Nullable Refusal send(Visitor who, String address, Object... arguments) {
    return control.submit(who, address, List.of(arguments), later -> {});
  }

  private static Reason reason(@Nullable Refusal refusal) {
    assertNotNull(refusal);
    return refusal.reason();
  }

  /** The writer takes all strokes that wait, and waits no more. */
  private void rest() {
    tick();
    writer.dictation().end();
  }

  private double visitors() {
    tick();
    return number(TURN);
  }
}
