package inkcast.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BareLoopTest {
  private static final long PERIOD_NS = 10_000_000;

  @Test
  void shouldKeepTheDeadlinesOfAnotherLoop() throws InterruptedException {
    long deadline = System.nanoTime() - 3_333_333;
    try (BareLoop loop = new BareLoop(100, deadline)) {
      await().until(() -> loop.lateness().lastDeadlineNs() != 0);
      long apart = Math.floorMod(loop.lateness().lastDeadlineNs() - deadline, PERIOD_NS);
      // The recorder reads the clock a little after the loop has.
      assertEquals(0, Math.min(apart, PERIOD_NS - apart), PERIOD_NS / 4.0);
    }
  }
}
