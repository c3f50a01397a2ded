package inkcast.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  @Test
  void shouldDoAllThatMayBeAskedFor() {
    Counters counters = new Counters();
    Performance performance = Scribblers.perform(2, counters);
    Rehearsal rehearsal = new Rehearsal(performance);
    for (int tick = 0; tick < 10; tick++) {
      rehearsal.accept(tick);
    }
    for (String name : List.of("ghost", "mixture", "cells")) {
      double[] numbers =
          Objects.requireNonNull(performance.space().node("/inkcast/writer/1/" + name)).numbers();
      assertTrue(Arrays.stream(numbers).anyMatch(number -> number != 0), name);
    }
    assertEquals(5, performance.space().writers().getFirst().writer().stroke().seq());
    assertEquals(0, counters.get(Counter.TICK_ERRORS));
  }
}
