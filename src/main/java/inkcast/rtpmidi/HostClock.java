package inkcast.rtpmidi;

import java.util.function.LongSupplier;

/**
 * Our time, in nanoseconds as it is handed in, and in the protocol's units of 100 us since the host
 * began.
 */
final class HostClock {
  private static final long TICK_NS = 100_000;

  private final LongSupplier nanoTime;
  private final long originNs;

  HostClock(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    originNs = nanoTime.getAsLong();
  }

  long nowNs() {
    return nanoTime.getAsLong();
  }

  long ticks(long ns) {
    return Math.floorDiv(ns - originNs, TICK_NS);
  }

  long ns(long ticks) {
    return originNs + ticks * TICK_NS;
  }

  long nowTicks() {
    return ticks(nowNs());
  }
}
