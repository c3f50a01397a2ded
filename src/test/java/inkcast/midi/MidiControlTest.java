package inkcast.midi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import inkcast.rtpmidi.Midi;
import inkcast.stage.Role;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.Performance;
import inkcast.tick.Scribblers;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Four writers, on channels 1, 2, 1 and 3. */
class MidiControlTest {
  private final Counters counters = new Counters();
  private final Performance performance = Scribblers.perform(4, counters);
  private final MidiControl control = new MidiControl(performance, counters, Runnable::run);

  @BeforeEach
  void obey() {
    control.obey(List.of(0, 1, 0, 2), 20, 21);
  }

  @Test
  void shouldSetTheTemperatureOfAllWritersOfAChannel() {
    control.received(Role.VISITOR, Midi.control(0, 20, 127));
    control.received(Role.VISITOR, Midi.control(2, 20, 0));
    performance.tick(0, 0);
    assertEquals(List.of(2.0, 0.65, 2.0, 0.0), temperatures());
    control.received(Role.VISITOR, Midi.control(1, 20, 64));
    performance.tick(0, 0);
    assertEquals(2 * 64 / 127.0, temperatures().get(1), 0.001);
  }

  @Test
  void shouldKnowWhetherAnOperatorHasTurned() {
    control.received(Role.OPERATOR, Midi.control(0, 20, 127));
    control.received(Role.VISITOR, Midi.control(1, 20, 127));
    performance.tick(0, 0);
    assertEquals(2, performance.space().writers().get(0).wildness().operator());
    assertEquals(2, performance.space().writers().get(1).wildness().visitor());
    control.received(Role.OPERATOR, Midi.control(1, 20, 0));
    performance.tick(0, 0);
    assertEquals(0, performance.space().writers().get(1).wildness().operator());
  }

  @Test
  void shouldRestartAtAPressAlone() {
    control.received(Role.VISITOR, Midi.control(0, 21, 63));
    performance.tick(0, 0);
    assertEquals(List.of(0, 0, 0, 0), restarts());
    control.received(Role.VISITOR, Midi.control(0, 21, 64));
    performance.tick(0, 0);
    assertEquals(List.of(1, 0, 1, 0), restarts());
  }

  @Test
  void shouldTakeTheNewestOfManyTurns() {
    for (int value = 0; value < 128; value++) {
      control.received(Role.VISITOR, Midi.control(0, 20, value));
    }
    assertEquals(
        1,
        Stream.generate(() -> performance.commands().poll())
            .takeWhile(Objects::nonNull)
            .peek(c -> c.run())
            .count());
    performance.tick(0, 0);
    assertEquals(List.of(2.0, 0.65, 2.0, 0.65), temperatures());
    control.received(Role.VISITOR, Midi.control(0, 20, 0));
    performance.tick(0, 0);
    assertEquals(List.of(0.0, 0.65, 0.0, 0.65), temperatures());
  }

  @Test
  void shouldIgnoreWhatMeansNothing() {
    control.received(Role.OPERATOR, Midi.control(0, 22, 127));
    control.received(Role.OPERATOR, Midi.control(15, 20, 127)); // nobody's channel
    control.received(Role.OPERATOR, Midi.noteOn(0, 20, 127));
    control.received(Role.OPERATOR, Midi.of(0xf8, 0, 0));
    control.received(Role.OPERATOR, Midi.program(0, 99)); // there are no hands
    control.obey(List.of(0, 0, 0, 0), Mapping.NONE, Mapping.NONE);
    control.received(Role.OPERATOR, Midi.control(0, 20, 127));
    performance.tick(0, 0);
    assertEquals(List.of(0.65, 0.65, 0.65, 0.65), temperatures());
    assertEquals(0, counters.get(Counter.TICK_ERRORS));
  }

  private List<Double> temperatures() {
    return performance.space().writers().stream()
        .map(w -> Math.round(w.temperature().numbers()[0] * 1000) / 1000.0)
        .toList();
  }

  private List<Integer> restarts() {
    return performance.space().writers().stream()
        .map(w -> (int) w.restarts().numbers()[0])
        .toList();
  }
}
