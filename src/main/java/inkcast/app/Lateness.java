package inkcast.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;

/**
 * How late the ticks of one loop began. Recorded on the tick's thread without allocating; read by
 * another.
 */
final class Lateness implements LongConsumer {
  /** Fewer ticks than this say nothing of p99.9. */
  static final int TICKS_FOR_P999 = 36_000;

  private static final long LONGEST_NS = TimeUnit.SECONDS.toNanos(100);
  private static final int DIGITS = 3;

  private final SingleWriterRecorder recorder = new SingleWriterRecorder(1, LONGEST_NS, DIGITS);
  private final CountDownLatch first = new CountDownLatch(1);
  private volatile @Nullable Thread thread;
  private volatile long lastDeadlineNs;

  @Override
  public void accept(long ns) {
    lastDeadlineNs = System.nanoTime() - ns;
    if (thread == null) {
      thread = Thread.currentThread();
      first.countDown();
    }
    recorder.recordValue(Math.clamp(ns, 0, LONGEST_NS));
  }

  /** Waits so long for the first tick; returns whether there has been one. */
  boolean awaitFirst(long millis) throws InterruptedException {
    return first.await(millis, TimeUnit.MILLISECONDS);
  }

  /** Whose ticks they are, once there has been one. */
  @Nullable Thread thread() {
    return thread;
  }

  /** Monotonic time that the last tick was due at, to a microsecond; 0 before the first. */
  long lastDeadlineNs() {
    return lastDeadlineNs;
  }

  /** Figures since this was last called; no other thread may call it at the same time. */
  Figures take() {
    return Figures.of(recorder.getIntervalHistogram());
  }

  /**
   * Of one stretch of ticks, in microseconds.
   *
   * @param p999 null if there were too few ticks
   */
  record Figures(long ticks, double p50, double p99, @Nullable Double p999, double max) {
    private static Figures of(Histogram h) {
      long ticks = h.getTotalCount();
      return new Figures(
          ticks,
          percentile(h, 50),
          percentile(h, 99),
          ticks < TICKS_FOR_P999 ? null : percentile(h, 99.9),
          h.getMaxValue() / 1e3);
    }

    private static double percentile(Histogram h, double percentile) {
      return h.getValueAtPercentile(percentile) / 1e3;
    }
  }
}
