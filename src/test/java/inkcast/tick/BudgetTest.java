package inkcast.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.model.Batch;
import inkcast.model.RandomWeights;
import inkcast.model.SliceableLstm;
import inkcast.stage.Backstage;
import inkcast.stage.Role;
import inkcast.writer.Crew;
import inkcast.writer.Ensemble;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BudgetTest {
  private static final int WRITERS = 100;
  private static final int RATE = 100;
  private static final long PERIOD_NS = 10_000_000;
  private static final int SETTLED = 60; // ticks

  private final ManualClock clock = new ManualClock();
  private final Counters counters = new Counters();
  private final Crew crew = new Crew(2, clock::nanoTime);
  private final Thread tick = Thread.currentThread();
  private final Performance performance = perform(crew);
  private long costNs; // of a row
  private volatile boolean broken;

  @AfterEach
  void close() {
    crew.close();
  }

  @Test
  void shouldShareOnlyWhenOneCoreNeedsMoreThanHalfAPeriod() {
    crew.start();
    share(0.45);
    ticks(SETTLED);
    assertEquals(0, counters.get(Counter.SHARED_TICKS));
    share(0.6);
    ticks(SETTLED);
    assertTrue(crew.sharing());
  }

  @Test
  void shouldNotFlapThoughSharingHalvesTheTime() {
    crew.start();
    share(0.52);
    ticks(SETTLED);
    assertTrue(crew.sharing());
    for (double share = 0.52; share > 0.38; share -= 0.01) {
      share(share);
      for (int t = 0; t < SETTLED; t++) {
        ticks(1);
        assertTrue(crew.sharing(), "at " + share);
      }
    }
    share(0.3);
    ticks(SETTLED);
    assertFalse(crew.sharing());
    share(0.45);
    ticks(SETTLED);
    assertFalse(crew.sharing());
  }

  @Test
  void shouldNotShareForOneLongTick() {
    crew.start();
    share(0.3);
    ticks(SETTLED);
    share(50);
    ticks(1);
    share(0.3);
    ticks(SETTLED);
    assertEquals(0, counters.get(Counter.SHARED_TICKS));
  }

  @Test
  void shouldShareFromTheFirstTickWhenTheWarmUpTakesSoLong() {
    crew.start();
    share(3);
    performance.warmUp(clock);
    ticks(1);
    assertEquals(1, counters.get(Counter.SHARED_TICKS));
  }

  @Test
  void shouldGoByTheRateThatIsSet() {
    crew.start();
    share(0.3);
    ticks(SETTLED);
    performance.control().submit(Role.OPERATOR, "/inkcast/rate", List.of(2 * RATE));
    ticks(SETTLED);
    assertTrue(crew.sharing());
  }

  @Test
  void shouldLeaveOneThreadAlone() {
    try (Crew alone = new Crew(1, clock::nanoTime)) {
      Performance single = perform(alone);
      share(3);
      for (int t = 0; t < SETTLED; t++) {
        single.tick(clock.ns, 0);
      }
      assertEquals(0, counters.get(Counter.SHARED_TICKS));
    }
  }

  @Test
  void shouldCountAHelpersFailureAndLoseNoStroke() {
    crew.start();
    share(0.6);
    ticks(SETTLED);
    long strokes = counters.get(Counter.STROKES);
    broken = true;
    ticks(3);
    assertEquals(3, counters.get(Counter.TICK_ERRORS));
    assertEquals(strokes + 3 * WRITERS, counters.get(Counter.STROKES)); // each moved alone
    broken = false;
    ticks(2);
    assertEquals(3, counters.get(Counter.TICK_ERRORS));
    assertEquals(strokes + 5 * WRITERS, counters.get(Counter.STROKES));
  }

  /** One core takes this part of a period for a tick's steps. */
  private void share(double ofPeriod) {
    costNs = Math.round(ofPeriod * PERIOD_NS / WRITERS);
  }

  private void ticks(int count) {
    for (int t = 0; t < count; t++) {
      performance.tick(clock.ns, 0);
    }
  }

  private Performance perform(Crew by) {
    List<Ensemble> ensembles =
        Ensemble.form(
            Scribblers.parts(RandomWeights.of(4, 1, 1), WRITERS), weights -> by.lstm(new Slow()));
    return new Performance(
        new Performance.Settings("/inkcast", Scribblers.PAGE, 2, RATE, false),
        ensembles,
        new Budget(clock, by, RATE),
        rate -> {},
        Backstage.Doors.CLOSED,
        counters);
  }

  /** Takes time and moves nothing; two threads take it side by side. */
  private final class Slow implements SliceableLstm {
    @Override
    public void update(Batch batch, int[] rows, int count) {
      if (Thread.currentThread() == tick) {
        clock.ns += count * costNs;
      } else if (broken) {
        throw new IllegalStateException("broken on purpose");
      }
    }

    @Override
    public SliceableLstm another() {
      return this;
    }

    @Override
    public int grain() {
      return 1;
    }
  }
}
