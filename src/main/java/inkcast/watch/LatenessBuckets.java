package inkcast.watch;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongConsumer;

/**
 * How late ticks began, since the start. One thread records, without allocating or waiting; any
 * thread reads.
 */
public final class LatenessBuckets implements LongConsumer {
  private static final double SECOND_NS = 1e9;

  // From what a good machine does at a thousand ticks a second to what everybody sees.
  private static final long[] BOUNDS_NS = {
    50_000,
    100_000,
    250_000,
    500_000,
    1_000_000,
    2_500_000,
    5_000_000,
    10_000_000,
    25_000_000,
    50_000_000,
    100_000_000,
    250_000_000,
    500_000_000,
    1_000_000_000,
    2_500_000_000L,
    5_000_000_000L,
    Long.MAX_VALUE,
  };

  private final AtomicLongArray counts = new AtomicLongArray(BOUNDS_NS.length); // (bounds,)
  private final AtomicLong sumNs = new AtomicLong();

  /** A tick began so late; one thread's, the tick's. */
  @Override
  public void accept(long latenessNs) {
    int bucket = 0;
    while (latenessNs > BOUNDS_NS[bucket]) {
      bucket++;
    }
    counts.setRelease(bucket, counts.getPlain(bucket) + 1);
    sumNs.setRelease(sumNs.getPlain() + latenessNs);
  }

  /** Upper bounds in seconds, the last one infinite. */
  static double[] bounds() {
    double[] bounds = new double[BOUNDS_NS.length];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = i == bounds.length - 1 ? Double.POSITIVE_INFINITY : BOUNDS_NS[i] / SECOND_NS;
    }
    return bounds;
  }

  /** Ticks in each bucket alone, so far. */
  long[] counts() {
    long[] all = new long[BOUNDS_NS.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = counts.getAcquire(i);
    }
    return all;
  }

  /** Seconds of all ticks together. */
  double sum() {
    return sumNs.getAcquire() / SECOND_NS;
  }

  /**
   * The first bucket of ticks that were surely later than this.
   *
   * @param ns a lateness
   */
  static int above(long ns) {
    int bucket = 0;
    while (bucket < BOUNDS_NS.length - 1 && BOUNDS_NS[bucket] < ns) {
      bucket++;
    }
    return bucket + 1;
  }
}
