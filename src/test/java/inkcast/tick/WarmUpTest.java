package inkcast.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.stage.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  private static final long STEP_NS = 1_000_000;

  private final Counters counters = new Counters();

  @Test
  void shouldTickOnlyAfterTheWarmUp() {
    Performance performance = Scribblers.perform(3, counters);
    ManualClock clock =
        new ManualClock() {
          @Override
          public long nanoTime() {
            assertEquals(0, counters.get(Counter.TICKS), "the clock is read between warm-up steps");
            return ns += STEP_NS;
          }
        };

    performance.warmUp(clock);

    assertTrue(clock.ns / STEP_NS >= WarmUp.FEWEST, "steps: " + clock.ns / STEP_NS);
    assertEquals(0, counters.get(Counter.STROKES));
    performance.tick(clock.ns, 0);
    assertEquals(3, counters.get(Counter.STROKES));
  }

  @Test
  void shouldTakeItsStepsThoughTimeIsOverAtOnce() {
    AtomicInteger reads = new AtomicInteger();
    ManualClock clock =
        new ManualClock() {
          @Override
          public long nanoTime() {
            reads.incrementAndGet();
            return ns += WarmUp.LONGEST_NS;
          }
        };

    Scribblers.perform(1, counters).warmUp(clock);

    assertEquals(WarmUp.FEWEST, reads.get() - 1, "read once before, and once a step");
    assertEquals(0, counters.get(Counter.TICKS));
  }

  @Test
  void shouldLeaveTheWritersAsTheyAre() {
    Performance warm = Scribblers.perform(2, counters);
    ManualClock clock =
        new ManualClock() {
          @Override
          public long nanoTime() {
            return ns += 100 * STEP_NS;
          }
        };
    warm.warmUp(clock);

    assertEquals(strokes(Scribblers.perform(2, new Counters())), strokes(warm));
  }

  private static List<String> strokes(Performance performance) {
    List<String> strokes = new ArrayList<>();
    performance.outputs(
        List.of(
            new Output() {
              @Override
              public void changed(Node node) {
                strokes.add(node.address() + Arrays.toString(node.numbers()));
              }

              @Override
              public void endOfTick(long wallMillis) {}
            }));
    for (int t = 0; t < 50; t++) {
      performance.tick(0, 0);
    }
    return strokes;
  }
}
