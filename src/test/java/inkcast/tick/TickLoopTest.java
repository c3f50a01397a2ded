package inkcast.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class TickLoopTest {
  private static final long MS = 1_000_000;

  private final ManualClock clock = new ManualClock();
  private final Counters counters = new Counters();
  private final List<Long> lateness = new ArrayList<>();
  private final TickLoop loop = new TickLoop(clock, 100, counters, lateness::add);
  private final List<Long> ticks = new ArrayList<>();

  @Test
  void shouldKeepAbsoluteDeadlines() {
    run(4, tick -> clock.ns += 3 * MS);
    assertEquals(List.of(10L, 20L, 30L, 40L), ticks);
    assertEquals(List.of(0L, 0L, 0L, 0L), lateness);
    assertEquals(0, counters.get(Counter.MISSED_TICKS));
  }

  @Test
  void shouldCatchUpWithoutABurstAndCountWhatItMissed() {
    run(4, tick -> clock.ns += (tick == 1 ? 37 : 0) * MS);
    // The tick of 10 ends at 47: that of 20 is 27 late, 30 has passed whole, 40 comes at once.
    assertEquals(List.of(10L, 47L, 47L, 50L), ticks);
    assertEquals(List.of(0L, 27 * MS, 7 * MS, 0L), lateness);
    assertEquals(1, counters.get(Counter.MISSED_TICKS));
  }

  @Test
  void shouldNotMissATickThatIsLessThanAPeriodLate() {
    run(3, tick -> clock.ns += (tick == 1 ? 19 : 0) * MS);
    assertEquals(List.of(10L, 29L, 30L), ticks);
    assertEquals(0, counters.get(Counter.MISSED_TICKS));
  }

  @Test
  void shouldChangeTheRateFromTheNextDeadlineOn() {
    run(
        3,
        tick -> {
          if (tick == 1) {
            loop.rate(1000);
          }
        });
    assertEquals(List.of(10L, 11L, 12L), ticks);
  }

  private void run(int count, IntConsumer work) {
    loop.run(
        (nowNs, wallMillis) -> {
          ticks.add(nowNs / MS);
          if (ticks.size() == count) {
            loop.stop();
          }
          work.accept(ticks.size());
        });
  }
}
