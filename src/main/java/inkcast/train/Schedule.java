package inkcast.train;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How many updates a training takes and how fast it learns at each: a constant rate for the first
 * 30%, then a cosine down to zero. A training bounded by time measures its own speed for the first
 * quarter, which learns at the same rate whatever the total, and fixes the number of updates then:
 * asking for that number repeats it to the bit.
 */
public final class Schedule {
  private static final double CONSTANT_PART = 0.3;
  private static final int MEASURED_PART = 4;

  private final double rate;
  private final LongSupplier nanoTime;
  private final long measureNs;
  private int total; // 0 while unknown
  private long startNs;

  private Schedule(double rate, int total, long measureNs, LongSupplier nanoTime) {
    this.rate = rate;
    this.total = total;
    this.measureNs = measureNs;
    this.nanoTime = nanoTime;
  }

  /** Exactly this many updates. */
  public static Schedule updates(int total, double rate) {
    return updates(total, rate, System::nanoTime);
  }

  /** As many updates; the clock says when what was learnt is to be kept. */
  public static Schedule updates(int total, double rate, LongSupplier nanoTime) {
    if (total < 1) {
      throw new IllegalArgumentException("updates: expected at least 1, found " + total);
    }
    return new Schedule(rate, total, 0, nanoTime);
  }

  /** About as many updates as this machine makes in a time. */
  public static Schedule time(Duration time, double rate, LongSupplier nanoTime) {
    return new Schedule(rate, 0, time.toNanos() / MEASURED_PART, nanoTime);
  }

  /**
   * To be called before the first update.
   *
   * @param elapsedNs time that earlier updates took, in a training that goes on
   * @param total as it was fixed then; 0 if it was not
   */
  void start(long elapsedNs, int total) {
    startNs = nanoTime.getAsLong() - elapsedNs;
    if (this.total == 0) {
      this.total = total;
    }
  }

  /** Time since the first update, nanoseconds. */
  long elapsedNs() {
    return nanoTime.getAsLong() - startNs;
  }

  /** Whether another update is due after {@code done}. */
  boolean more(int done) {
    if (total == 0 && done > 0 && nanoTime.getAsLong() - startNs >= measureNs) {
      total = done * MEASURED_PART;
    }
    return total == 0 || done < total;
  }

  /**
   * A number of updates that repeats a training which ended after {@code done}. One that ended
   * before the number was known learnt at one rate, as it does in the first quarter of any.
   */
  int planned(int done) {
    return total > 0 ? total : done * MEASURED_PART;
  }

  /** Updates in all; 0 until it is known. */
  public int total() {
    return total;
  }

  /** Part of the training that is behind, 0..1. */
  double progress(int done) {
    if (total > 0) {
      return done / (double) total;
    }
    return (nanoTime.getAsLong() - startNs) / (double) measureNs / MEASURED_PART;
  }

  @Override
  public String toString() {
    return measureNs == 0
        ? "%d updates at rate %s".formatted(total, rate)
        : "%d s at rate %s".formatted(measureNs * MEASURED_PART / 1_000_000_000, rate);
  }

  /** Learning rate of the update after {@code done}. */
  double rate(int done) {
    double part = total == 0 ? 0 : done / (double) total;
    if (part <= CONSTANT_PART) {
      return rate;
    }
    return rate * (1 + Math.cos(Math.PI * (part - CONSTANT_PART) / (1 - CONSTANT_PART))) / 2;
  }
}
