package inkcast.tick;

import inkcast.writer.Crew;

/**
 * How much of a period the steps take. The batches are shared by all threads of a crew once one
 * core would take more than half a period for a tick's steps, and until it would take clearly less.
 * Measured, smoothed, on the tick's thread, without allocating.
 */
public final class Budget {
  /** Of a period: more than this is too much for one core. */
  static final double ENOUGH = 0.5;

  /** Of a period: with less than this, one core is enough again. */
  static final double LITTLE = 0.35;

  // Sixteen ticks: one that was interrupted for long does not count for more than the next few.
  private static final double NEWEST = 1.0 / 16;
  private static final double LONGEST = 2; // periods
  private static final double SECOND_NS = 1e9;

  private final Clock clock;
  private final Crew crew;
  private double periodNs;
  private double oneCoreNs; // that one core would take for the steps of a tick, smoothed
  private long startNs;
  private long sparedNs;

  /**
   * Nothing measured yet.
   *
   * @param rate ticks a second
   */
  public Budget(Clock clock, Crew crew, double rate) {
    this.clock = clock;
    this.crew = crew;
    rate(rate);
  }

  /** Changes the rate. */
  void rate(double rate) {
    periodNs = SECOND_NS / rate;
  }

  /** Monotonic time. */
  long nanoTime() {
    return clock.nanoTime();
  }

  /** When the steps of this tick began. */
  long startNs() {
    return startNs;
  }

  /** From one tick to the next. */
  double periodNs() {
    return periodNs;
  }

  /** A tick's steps begin. */
  void begin() {
    sparedNs = crew.sparedNs();
    startNs = clock.nanoTime();
  }

  /** They are all taken. */
  void end() {
    double took = clock.nanoTime() - startNs + (crew.sparedNs() - sparedNs);
    oneCoreNs += NEWEST * (Math.min(took, LONGEST * periodNs) - oneCoreNs);
    if (heavy()) {
      crew.share(true);
    } else if (oneCoreNs < LITTLE * periodNs) {
      crew.share(false);
    }
  }

  /**
   * Whether one core would take more than half a period for the steps of a tick; tick's thread
   * only.
   */
  public boolean heavy() {
    return oneCoreNs > ENOUGH * periodNs;
  }

  /** Whether the next steps are shared. */
  boolean sharing() {
    return crew.sharing();
  }
}
