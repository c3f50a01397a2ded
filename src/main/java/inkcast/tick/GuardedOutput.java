package inkcast.tick;

import inkcast.stage.AddressSpace.Tree;
import inkcast.stage.Node;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An output whose failures harm nobody else: what it throws is counted, it sits out the rest of
 * that tick and, from the second time on, twice as many ticks as the time before; then it begins
 * anew. Tick's thread only, but for {@link #prepare}.
 */
final class GuardedOutput {
  /** Ticks that it sits out at most; after as many that went well all is forgiven. */
  static final int LONGEST_REST = 4096;

  private static final Logger log = LoggerFactory.getLogger(GuardedOutput.class);
  private static final long LOG_EVERY_MILLIS = 60_000;

  private final Output output;
  private final Counters counters;
  private boolean failed; // in this tick
  private int rest; // ticks to sit out
  private int nextRest;
  private int well; // ticks since it failed
  private long wallMillis;
  private long lastLogged = -LOG_EVERY_MILLIS;

  GuardedOutput(Output output, Counters counters) {
    this.output = output;
    this.counters = counters;
  }

  /** See {@link Output#prepare}. */
  Runnable prepare(Tree tree) {
    Runnable ready = output.prepare(tree);
    return () -> {
      try {
        ready.run();
      } catch (Throwable e) { // of one output, which must not keep the others from the new nodes
        fail(e);
      }
    };
  }

  /** See {@link Output#changed}. */
  void changed(Node node) {
    if (failed || rest > 0) {
      return;
    }
    try {
      output.changed(node);
    } catch (Throwable e) { // an Error of one output must not silence the others either
      fail(e);
    }
  }

  /**
   * See {@link Output#endOfTick}.
   *
   * @param tree what there is to tell, if it must begin anew
   */
  void endOfTick(Tree tree, long wallMillis) {
    this.wallMillis = wallMillis;
    if (rest > 0) {
      if (--rest == 0) {
        beginAnew(tree);
      }
      return;
    }
    if (!failed) {
      try {
        output.endOfTick(wallMillis);
        well++;
      } catch (Throwable e) {
        fail(e);
      }
    }
    if (failed) {
      sitOut();
      if (rest == 0) {
        beginAnew(tree);
      }
    } else if (well >= LONGEST_REST) {
      nextRest = 0;
    }
  }

  private void beginAnew(Tree tree) {
    try {
      output.beginAnew(tree);
    } catch (Throwable e) {
      fail(e);
      nextRest = Math.max(1, nextRest); // else nobody would try again
      sitOut();
    }
  }

  private void sitOut() {
    failed = false;
    rest = nextRest;
    nextRest = Math.clamp(2L * nextRest, 1, LONGEST_REST);
    well = 0;
  }

  private void fail(Throwable e) {
    failed = true;
    counters.count(Counter.OUTPUT_ERRORS);
    if (Math.abs(wallMillis - lastLogged) >= LOG_EVERY_MILLIS) { // the clock may be set back
      lastLogged = wallMillis;
      log.warn(
          "{} failed and begins anew, {} failures of outputs so far",
          output,
          counters.get(Counter.OUTPUT_ERRORS),
          e);
    }
  }
}
