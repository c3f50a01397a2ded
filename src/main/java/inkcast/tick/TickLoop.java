package inkcast.tick;

import java.util.function.LongConsumer;

/**
 * The fixed-rate loop: absolute deadlines, so that lateness never adds up. A deadline that has
 * passed whole is counted as missed and not replayed: a burst of strokes would be seen.
 */
public final class TickLoop {
  private static final double SECOND_NS = 1e9;

  private final Clock clock;
  private final Counters counters;
  private final LongConsumer lateness;
  private long periodNs;
  private long dueNs;
  private volatile boolean stopped;
  private volatile long lastTickNs;

  /**
   * A loop that has not begun.
   *
   * @param rate ticks a second
   * @param lateness is given, on the tick's thread, how many nanoseconds after its deadline each
   *     tick began
   */
  public TickLoop(Clock clock, double rate, Counters counters, LongConsumer lateness) {
    this.clock = clock;
    this.counters = counters;
    this.lateness = lateness;
    rate(rate);
  }

  /**
   * Changes the rate from the next deadline on; tick's thread only.
   *
   * @param rate ticks a second
   */
  public void rate(double rate) {
    period(Math.round(SECOND_NS / rate));
  }

  /**
   * Changes the time from one deadline to the next; tick's thread only.
   *
   * @param ns nanoseconds
   */
  public void period(long ns) {
    periodNs = ns;
  }

  /** What to do in each tick. */
  public interface Tick {
    /**
     * One tick.
     *
     * @param nowNs monotonic time
     * @param wallMillis time of day
     */
    void tick(long nowNs, long wallMillis);
  }

  /** Runs until {@link #stop} or until the thread is interrupted; this thread is the tick's. */
  public void run(Tick tick) {
    long deadline = clock.nanoTime() + periodNs;
    while (!stopped && !Thread.currentThread().isInterrupted()) {
      clock.parkUntil(deadline);
      if (stopped) {
        return;
      }
      long now = clock.nanoTime();
      dueNs = deadline;
      lateness.accept(now - deadline);
      tick.tick(now, clock.wallMillis());
      lastTickNs = now;
      deadline += periodNs;
      while (deadline + periodNs <= now) {
        deadline += periodNs;
        counters.count(Counter.MISSED_TICKS);
      }
    }
  }

  /** Ends the loop after the present tick; any thread. Wake its thread to end it at once. */
  public void stop() {
    stopped = true;
  }

  /** Monotonic time at which the present tick was due; tick's thread only. */
  public long dueNs() {
    return dueNs;
  }

  /** Monotonic time of the last tick, 0 before the first; any thread. */
  public long lastTickNs() {
    return lastTickNs;
  }
}
