package inkcast.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.stage.Refusal.Reason;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlTest extends OnStage {
  ControlTest() {
    super(16);
  }

  @Test
  void shouldSetATemperatureAtTheNextTick() {
    assertNull(control.submit(Role.VISITOR, "/inkcast/writer/1/temperature", List.of(0.5f)));
    assertEquals(0.65f, writers.getFirst().temperature());
    tick();
    assertEquals(0.5f, writers.getFirst().temperature());
    assertEquals(List.of("/inkcast/writer/1/temperature"), changed);
  }

  @Test
  void shouldClipATemperatureAndTellWhatItBecame() {
    control.submit(Role.VISITOR, "/inkcast/writer/1/temperature", List.of(7));
    tick();
    assertEquals(2, number("/inkcast/writer/1/temperature"));
    control.submit(Role.VISITOR, "/inkcast/writer/1/temperature", List.of(-1e300));
    tick();
    assertEquals(0, number("/inkcast/writer/1/temperature"));
    assertEquals(2, changed.size());
  }

  @Test
  void shouldKnowWhoWantsATemperature() {
    Temperature first = space.writers().getFirst().wildness();
    assertEquals(0.65f, first.base());
    control.submit(Role.OPERATOR, "/inkcast/writer/1/temperature", List.of(0.5));
    control.submit(Role.VISITOR, "/inkcast/writer/1/temperature", List.of(1.5));
    tick();
    assertEquals(0.5f, first.operator());
    assertEquals(1.5f, first.visitor());
    assertEquals(0.5f, first.base());
    assertEquals(1, space.people().visits());
    first.reset();
    assertEquals(0.5f, writers.getFirst().temperature());
    assertTrue(Float.isNaN(first.visitor()));
    control.submit(Role.VISITOR, "/inkcast/writer/1/temperature", List.of(1.5));
    control.submit(Role.OPERATOR, "/inkcast/writer/1/temperature", List.of(1));
    tick();
    assertTrue(Float.isNaN(first.visitor()), "an operator's message counts for more");
    first.configured(0.25);
    assertEquals(0.25f, writers.getFirst().temperature());
    assertEquals(0.25f, first.base());
    assertTrue(Float.isNaN(first.operator()));
  }

  @Test
  void shouldBringDownWhatPeopleHaveSetWithTheRange() {
    control.submit(Role.OPERATOR, "/inkcast/writer/1/temperature", List.of(2));
    control.submit(Role.VISITOR, "/inkcast/writer/1/temperature", List.of(0.5));
    tick();
    space.maxTemperature(1.5);
    assertEquals(0.5f, writers.getFirst().temperature());
    space.writers().getFirst().wildness().reset();
    assertEquals(1.5f, writers.getFirst().temperature());
  }

  @Test
  void shouldSetAllThatAPatternMatches() {
    assertNull(control.submit(Role.VISITOR, "/inkcast/writer/*/temperature", List.of(0.25)));
    assertNull(control.submit(Role.VISITOR, "/inkcast/writer/1?/temperature", List.of(1)));
    tick();
    assertEquals(0.25f, writers.get(8).temperature());
    assertEquals(1, writers.get(9).temperature());
    assertEquals(1, writers.get(11).temperature());
  }

  @Test
  void shouldRestartOnceForEachMessageThatIsNotZero() {
    for (List<?> arguments :
        List.of(List.of(), List.of(1), List.of(0), List.of(true), List.of(false), List.of(0.0f))) {
      assertNull(control.submit(Role.VISITOR, "/inkcast/writer/2/restart", arguments));
    }
    tick();
    assertEquals(3, writers.get(1).restarts());
    assertEquals(
        List.of("restarts", "color", "pen"),
        changed.stream().limit(3).map(a -> a.substring(a.lastIndexOf('/') + 1)).toList());
  }

  @Test
  void shouldLetOnlyAnOperatorPauseAndSetTheRate() {
    assertRefused(Reason.FORBIDDEN, Role.VISITOR, "/inkcast/writer/1/pause", List.of(1));
    assertRefused(Reason.FORBIDDEN, Role.VISITOR, "/inkcast/rate", List.of(10));
    assertNull(control.submit(Role.OPERATOR, "/inkcast/writer/1/pause", List.of(true)));
    assertNull(control.submit(Role.OPERATOR, "/inkcast/rate", List.of(5000)));
    tick();
    assertTrue(writers.getFirst().paused());
    assertEquals(List.of(1000.0), rates);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void shouldRefuseWhatIsNotFinite(double value) {
    assertRefused(
        Reason.NOT_FINITE, Role.OPERATOR, "/inkcast/writer/1/temperature", List.of(value));
    assertRefused(
        Reason.NOT_FINITE, Role.OPERATOR, "/inkcast/writer/1/restart", List.of((float) value));
  }

  @Test
  void shouldRefuseWhatDoesNotFit() {
    String temperature = "/inkcast/writer/1/temperature";
    assertRefused(Reason.WRONG_TYPE, Role.OPERATOR, temperature, List.of());
    assertRefused(Reason.WRONG_TYPE, Role.OPERATOR, temperature, List.of(1, 2));
    assertRefused(Reason.WRONG_TYPE, Role.OPERATOR, temperature, List.of("hot"));
    assertRefused(Reason.WRONG_TYPE, Role.OPERATOR, temperature, List.of(true));
    assertRefused(Reason.WRONG_TYPE, Role.OPERATOR, temperature, Arrays.asList((Object) null));
    assertRefused(
        Reason.UNKNOWN_ADDRESS, Role.OPERATOR, "/inkcast/writer/13/temperature", List.of(1));
    assertRefused(Reason.UNKNOWN_ADDRESS, Role.OPERATOR, "/inkcast/writer/1", List.of(1));
    assertRefused(Reason.BAD_PATTERN, Role.OPERATOR, "", List.of(1));
    assertRefused(Reason.BAD_PATTERN, Role.OPERATOR, "inkcast/rate", List.of(1));
    assertRefused(Reason.BAD_PATTERN, Role.OPERATOR, "//inkcast/rate", List.of(1));
    assertRefused(Reason.UNKNOWN_ADDRESS, Role.OPERATOR, "/inkcast/writer/9?/*", List.of(1));
    assertRefused(Reason.BAD_PATTERN, Role.OPERATOR, "/inkcast/writer/[/restart", List.of(1));
    assertRefused(Reason.READ_ONLY, Role.OPERATOR, "/inkcast/writer/1/stroke", List.of(1));
  }

  @Test
  void shouldTellOnceWhatCameInBeforeItIsCarriedOut() {
    control.submit(Role.VISITOR, "/inkcast/writer/[12]/temperature", List.of(0.5f));
    control.submit(Role.OPERATOR, "/inkcast/writer/1/hand", List.of("other"));
    control.submit(Role.OPERATOR, List.of(writerOne("pause")), List.of(true));
    control.submit(Role.VISITOR, "/inkcast/writer/1/restart", List.of(0)); // asks for nothing
    control.submit(Role.VISITOR, "/inkcast/writer/1/pause", List.of(1)); // is refused
    assertEquals(List.of(), received);
    tick();
    assertEquals(
        List.of(
            "VISITOR /inkcast/writer/[12]/temperature [0.5] before 0",
            "OPERATOR /inkcast/writer/1/hand [other] before 2",
            "OPERATOR /inkcast/writer/1/pause [true] before 2"),
        received);
  }

  @Test
  void shouldRefuseEverythingOnceItIsClosed() {
    control.close("a recording is played");
    assertRefused(Reason.READ_ONLY, Role.OPERATOR, "/inkcast/writer/1/restart", List.of());
    assertRefused(Reason.READ_ONLY, Role.OPERATOR, "/inkcast/writer/1/hand", List.of("other"));
    assertRefused(Reason.UNKNOWN_ADDRESS, Role.OPERATOR, "/inkcast/writer/13/restart", List.of());
    assertNull(commands.poll());
    assertEquals("a recording is played", refusals.getFirst().message());
  }

  @Test
  void shouldRefuseWhenTheQueueIsFull() {
    for (int i = 0; i < 16; i++) {
      assertNull(control.submit(Role.VISITOR, "/inkcast/writer/1/restart", List.of()));
    }
    assertRefused(Reason.BUSY, Role.VISITOR, "/inkcast/writer/1/restart", List.of());
  }

  @Test
  void shouldFindNodesAndContainers() {
    assertNotNull(space.container("/inkcast/writer/12"));
    assertNull(space.container("/inkcast/writer/13"));
    assertEquals(space.root(), space.container("/"));
    assertNull(space.node("/inkcast/writer/1/nothing"));
    for (Node node : space.nodes()) {
      assertEquals(node, space.node(node.address()));
      assertEquals(node, space.nodes().get(node.index()));
    }
  }
}
