package inkcast.tick;

import inkcast.stage.AddressSpace.Tree;
import inkcast.stage.Node;
import inkcast.stage.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An output whose failures harm nobody else: what it throws is counted, it sits out the rest of
 * that tick and, from the second time on, twice as long as the time before; then it begins anew.
 * Tick's thread only, but for {@link #prepare}.
 */
final class GuardedOutput {
  /** The first rest, about a tick. */
  private static final long SHORTEST_REST_NS = 16_000_000;

  /** The longest; when it went well for as long all is forgiven. */
  static final long LONGEST_REST_NS = 60_000_000_000L;

  private static final Logger log = LoggerFactory.getLogger(GuardedOutput.class);

  private final Output output;
  private final Counters counters;
  private final OnceAMinute complaints = new OnceAMinute(System::nanoTime);
  private boolean failed; // in this tick
  private boolean resting;
  private long sinceNs; // it began to rest, or anew
  private long restNs; // how long it rests
  private long nextRestNs;

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
    if (failed || resting) {
      return;
    }
    try {
      output.changed(node);
    } catch (Throwable e) { // an Error of one output must not silence the others either
      fail(e);
    }
  }

  /** See {@link Output#corrected}. */
  void corrected(Node node) {
    if (failed || resting) {
      return;
    }
    try {
      output.corrected(node);
    } catch (Throwable e) {
      fail(e);
    }
  }

  /** See {@link Output#received}. */
  void received(Role by, String address, List<? extends @Nullable Object> arguments) {
    if (failed || resting) {
      return;
    }
    try {
      output.received(by, address, arguments);
    } catch (Throwable e) {
      fail(e);
    }
  }

  /** See {@link Output#wants}. */
  boolean wants(Node node) {
    return !failed && !resting && output.wants(node);
  }

  /**
   * See {@link Output#endOfTick}.
   *
   * @param tree what there is to tell, if it must begin anew
   * @param nowNs monotonic time
   */
  void endOfTick(Tree tree, long nowNs, long wallMillis) {
    if (resting) {
      if (nowNs - sinceNs >= restNs) {
        beginAnew(tree, nowNs);
      }
      return;
    }
    if (!failed) {
      try {
        output.endOfTick(wallMillis);
      } catch (Throwable e) {
        fail(e);
      }
    }
    if (failed) {
      sitOut(nowNs);
      if (restNs == 0) {
        beginAnew(tree, nowNs);
      }
    } else if (nextRestNs > 0 && nowNs - sinceNs >= LONGEST_REST_NS) {
      nextRestNs = 0;
    }
  }

  private void beginAnew(Tree tree, long nowNs) {
    resting = false;
    sinceNs = nowNs;
    try {
      output.beginAnew(tree);
    } catch (Throwable e) {
      fail(e);
      sitOut(nowNs); // at least the shortest rest, as this is not the first failure
    }
  }

  private void sitOut(long nowNs) {
    failed = false;
    resting = true;
    sinceNs = nowNs;
    restNs = nextRestNs;
    nextRestNs = Math.clamp(2 * nextRestNs, SHORTEST_REST_NS, LONGEST_REST_NS);
    if (restNs > 0) {
      try {
        output.rest();
      } catch (Throwable e) {
        fail(e);
        failed = false; // it rests already
      }
    }
  }

  private void fail(Throwable e) {
    failed = true;
    counters.count(Counter.OUTPUT_ERRORS);
    if (complaints.due()) {
      log.warn(
          "{} failed and begins anew, {} failures of outputs so far",
          output,
          counters.get(Counter.OUTPUT_ERRORS),
          e);
    }
  }
}
