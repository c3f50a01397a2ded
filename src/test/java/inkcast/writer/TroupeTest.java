package inkcast.writer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.model.Batch;
import inkcast.model.RandomWeights;
import inkcast.model.Sources;
import inkcast.model.Twin;
import inkcast.model.Weights;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TroupeTest {
  private static final int STEPS = 240;
  private static final Page PAGE = new Page(800, 600, 40);
  private static final Weights ONE = RandomWeights.of(13, 3, 1);
  private static final Weights OTHER = RandomWeights.of(37, 2, 2);

  private final Map<Integer, List<String>> strokes = new TreeMap<>();
  private final Map<Integer, Ensemble> formed = new TreeMap<>(); // by writer, of the last troupe
  private final WriterListener listener =
      new WriterListener() {
        @Override
        public void restarted(Writer writer, Restart cause) {
          add(writer, cause.toString());
        }

        @Override
        public void wrote(Writer writer) {
          Stroke s = writer.stroke();
          add(writer, s.seq + " " + s.x + " " + s.y + " " + s.ink);
        }

        private void add(Writer writer, String what) {
          strokes.computeIfAbsent(writer.number(), n -> new ArrayList<>()).add(what);
        }
      };

  @ParameterizedTest
  @CsvSource({"SCALAR, false", "SCALAR, true", "VECTOR, false", "VECTOR, true"})
  void shouldNotTouchABitOfAWriterThatKeepsItsHand(Twin twin, boolean int8) {
    // Four of one hand and one of another, between which three go to and fro: each is left alone.
    Weights one = int8 ? ONE.rounded() : ONE;
    List<Weights> hands = List.of(one, one, one, one, int8 ? OTHER.rounded() : OTHER);
    play(troupe(twin, hands), STEPS);
    Map<Integer, List<String>> kept = new TreeMap<>(strokes);
    strokes.clear();

    Troupe troupe = troupe(twin, hands);
    Ensemble first = formed.get(1);
    Ensemble second = formed.get(5);
    Weights third = RandomWeights.of(20, 5, 3);
    for (int round = 0; round < STEPS / 40; round++) {
      boolean there = round % 2 == 0;
      for (int number = 1; number <= 3; number++) {
        play(troupe, 10);
        assertTrue(troupe.move(writer(troupe, number), there ? second : first, "x"));
      }
      play(troupe, 10);
      troupe.move(writer(troupe, 2), new Ensemble(third, 5, twin.lstm(third)), "third");
    }
    assertIterableEquals(kept.get(4), strokes.get(4));
    assertIterableEquals(kept.get(5), strokes.get(5));
  }

  @ParameterizedTest
  @CsvSource({"SCALAR, 1", "SCALAR, 5", "VECTOR, 1", "VECTOR, 2", "VECTOR, 5"})
  void shouldNotTouchABitOfThoseThatStayWhenOthersComeAndGo(Twin twin, int staying) {
    List<Weights> hands = Collections.nCopies(staying, ONE.rounded());
    play(troupe(twin, hands), STEPS);
    Map<Integer, List<String>> kept = new TreeMap<>(strokes);
    strokes.clear();

    Troupe troupe = troupe(twin, hands);
    for (int round = 0; round < STEPS / 40; round++) {
      play(troupe, 20);
      Part part = new Part(round % 3 == 0 ? OTHER : hands.getFirst(), setup(), Sources.seeded(9));
      List<Ensemble> added = Ensemble.form(List.of(part, part), staying + 1, twin::lstm);
      troupe.recast(new Troupe.Seats(staying + 2), added);
      play(troupe, 10);
      troupe.recast(new Troupe.Seats(staying + 1), List.of());
      play(troupe, 10);
      assertEquals(20 + 40 * round + 20, writer(troupe, 1).stroke().seq);
      troupe.recast(new Troupe.Seats(staying), List.of());
      assertEquals(1, troupe.understudies().size());
    }
    for (int number = 1; number <= staying; number++) {
      assertIterableEquals(
          kept.get(number).subList(0, strokes.get(number).size()), strokes.get(number));
    }
    assertEquals(
        20 * (STEPS / 40), strokes.get(staying + 1).stream().filter(s -> s.contains(" ")).count());
  }

  @ParameterizedTest
  @CsvSource({"SCALAR", "VECTOR"})
  void shouldNotTouchABitOfAWriterWhoseCompanionsRest(Twin twin) {
    List<Weights> all = new ArrayList<>();
    Weights rounded = ONE.rounded();
    for (int i = 0; i < 7; i++) {
      all.add(rounded);
    }
    play(troupe(twin, all), STEPS);
    List<String> kept = strokes.get(4);
    strokes.clear();
    Troupe troupe = troupe(twin, all);
    for (int t = 0; t < STEPS; t++) {
      for (Writer writer : troupe.writers()) {
        writer.paused(writer.number() != 4 && t / 20 % 8 >= writer.number());
      }
      play(troupe, 1);
    }
    assertIterableEquals(kept, strokes.get(4));
  }

  @Test
  void shouldWriteInTheNewHandAsAnybodyInIt() {
    Troupe troupe = troupe(Twin.SCALAR, List.of(ONE, ONE, OTHER));
    assertTrue(troupe.move(writer(troupe, 1), formed.get(3), "other"));
    play(troupe, STEPS);
    List<String> moved = strokes.get(1);
    strokes.clear();

    RandomGenerator used = Sources.seeded(0); // by a line in the first hand that nobody saw
    new Writer(1, setup(), new Batch(ONE, 1), 0, used);
    Part part = new Part(OTHER, setup(), used);
    play(new Troupe(Ensemble.form(List.of(part), Twin.SCALAR::lstm)), STEPS);
    assertIterableEquals(strokes.get(1), moved);
  }

  @Test
  void shouldBeginANewLineAndCountOn() {
    Troupe troupe = troupe(Twin.SCALAR, List.of(ONE, ONE, OTHER));
    play(troupe, 10);
    Writer writer = writer(troupe, 2);
    int restarts = writer.restarts();
    Color color = writer.color();
    troupe.move(writer, formed.get(3), "other");
    assertEquals("other", writer.hand());
    assertEquals(restarts + 1, writer.restarts());
    assertFalse(color.equals(writer.color()));
    assertEquals(40, writer.stroke().x);
    assertTrue(writer.penDown());
    play(troupe, 1);
    assertEquals(11, writer.stroke().seq);
  }

  @Test
  void shouldLeaveAWriterAloneThatHasThatHandAlready() {
    Troupe troupe = troupe(Twin.SCALAR, List.of(ONE, ONE, OTHER));
    play(troupe, 10);
    float x = writer(troupe, 2).stroke().x;
    assertFalse(troupe.move(writer(troupe, 2), formed.get(2), "one"));
    assertEquals(x, writer(troupe, 2).stroke().x);
    Ensemble roomier = new Ensemble(ONE, 9, Twin.SCALAR.lstm(ONE));
    assertFalse(troupe.move(writer(troupe, 2), roomier, "one"));
    assertEquals(x, writer(troupe, 2).stroke().x);
  }

  @Test
  void shouldLetGoOfAHandThatNobodyWritesIn() {
    Troupe troupe = troupe(Twin.SCALAR, List.of(ONE, ONE, OTHER));
    Ensemble other = formed.get(3);
    Ensemble one = formed.get(1);
    troupe.move(writer(troupe, 1), other, "other");
    troupe.move(writer(troupe, 2), other, "other");
    assertTrue(one.empty());
    assertEquals(1, troupe.understudies().size());
    play(troupe, 5);
    assertEquals(List.of(5, 5, 5), troupe.writers().stream().map(w -> w.stroke().seq).toList());
    troupe.move(writer(troupe, 3), one, "one");
    play(troupe, 5);
    assertEquals(2, troupe.understudies().size());
    assertEquals(List.of(10, 10, 10), troupe.writers().stream().map(w -> w.stroke().seq).toList());
  }

  private void play(Troupe troupe, int steps) {
    for (int step = 0; step < steps; step++) {
      troupe.step(listener);
    }
  }

  private static Writer.Setup setup() {
    return new Writer.Setup("test", PAGE, new Point(40, 300), 10, 0.65f);
  }

  private Troupe troupe(Twin twin, List<Weights> hands) {
    List<Part> parts = new ArrayList<>();
    for (Weights weights : hands) {
      parts.add(new Part(weights, setup(), Sources.seeded(parts.size())));
    }
    List<Ensemble> ensembles = Ensemble.form(parts, twin::lstm);
    formed.clear();
    ensembles.forEach(e -> e.members().forEach(w -> formed.put(w.number(), e)));
    return new Troupe(ensembles);
  }

  private static Writer writer(Troupe troupe, int number) {
    return troupe.writers().get(number - 1);
  }
}
