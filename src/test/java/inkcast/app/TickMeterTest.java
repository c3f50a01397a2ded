package inkcast.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.tick.Counter;
import inkcast.tick.Counters;
import org.junit.jupiter.api.Test;

class TickMeterTest {
  private final Counters counters = new Counters();
  private final Lateness lateness = new Lateness();

  @Test
  void shouldLeaveOutWhatWasBeforeItBegan() {
    counters.count(Counter.MISSED_TICKS);
    lateness.accept(1_000_000);
    try (BareLoop bare = new BareLoop(1000, System.nanoTime())) {
      await().until(() -> bare.lateness().thread() != null);
      try (TickMeter meter = new TickMeter(counters, lateness, bare)) {
        lateness.accept(2_000_000);
        lateness.accept(2_000_000);
        counters.count(Counter.MISSED_TICKS);
        System.gc();
        TickFigures figures = meter.read();

        assertEquals(2, figures.daemon().ticks());
        assertEquals(2000, figures.daemon().p50(), 2);
        assertEquals(1, figures.missed());
        assertTrue(figures.cores() > 0);
      }
    }
  }

  @Test
  void shouldCountCollections() {
    try (GarbageWatch watch = new GarbageWatch()) {
      System.gc();
      await().until(() -> watch.collections() > 0);
    }
  }
}
