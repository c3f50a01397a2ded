package inkcast.app;

import inkcast.tick.Clock;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.OwnProcessor;
import inkcast.tick.TickLoop;

/**
 * An empty loop with the same deadlines as another, on a thread of its own: how late it is, is the
 * machine's own share.
 */
final class BareLoop implements AutoCloseable {
  private final Lateness lateness = new Lateness();
  private final Counters counters = new Counters();
  private final TickLoop loop;
  private final Thread thread;

  /**
   * Begins at once.
   *
   * @param rate of the other loop
   * @param deadlineNs any one of the other loop's
   */
  BareLoop(double rate, long deadlineNs) {
    loop = new TickLoop(new InStep(deadlineNs), rate, counters, lateness);
    thread = new Thread(this::run, "bare-tick");
    thread.start();
  }

  private void run() {
    OwnProcessor.leave(); // whoever started this thread may have to keep off the tick's
    loop.run((nowNs, wallMillis) -> {});
  }

  /** How late its ticks are. */
  Lateness lateness() {
    return lateness;
  }

  /** Its ticks that were missed so far. */
  long missed() {
    return counters.get(Counter.MISSED_TICKS);
  }

  /** Lets it end; does not wait. */
  @Override
  public void close() {
    loop.stop();
    thread.interrupt();
  }

  /** The machine's clock, but for its first answer, from which a loop counts its deadlines. */
  private static final class InStep implements Clock {
    private final long firstNs;
    private boolean begun;

    InStep(long firstNs) {
      this.firstNs = firstNs;
    }

    @Override
    public long nanoTime() {
      if (begun) {
        return SYSTEM.nanoTime();
      }
      begun = true;
      return firstNs;
    }

    @Override
    public long wallMillis() {
      return SYSTEM.wallMillis();
    }

    @Override
    public void parkUntil(long deadlineNs) {
      SYSTEM.parkUntil(deadlineNs);
    }
  }
}
