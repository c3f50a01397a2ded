package inkcast.tick;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Lets one line a minute into the log, however often a fault comes again. One thread. */
public final class OnceAMinute {
  private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);

  private final LongSupplier nanoTime;
  private long lastNs;

  /**
   * Nothing is logged yet.
   *
   * @param nanoTime monotonic, so that no clock that is set holds a line back
   */
  public OnceAMinute(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    lastNs = nanoTime.getAsLong() - MINUTE_NS;
  }

  /** Whether it is time for a line; if so, the next one is due in a minute. */
  public boolean due() {
    long now = nanoTime.getAsLong();
    if (now - lastNs < MINUTE_NS) {
      return false;
    }
    lastNs = now;
    return true;
  }
}
