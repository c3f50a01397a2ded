package inkcast.tick;

import inkcast.stage.AddressSpace.Tree;
import inkcast.stage.Events;
import inkcast.stage.Node;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells every output of everything, and keeps the failure of one from the others. */
public final class Outputs implements Events {
  private static final Logger log = LoggerFactory.getLogger(Outputs.class);
  private static final long LOG_EVERY_MILLIS = 60_000;

  private final Counters counters;
  private Output[] outputs = {};
  private boolean[] failed = {}; // (outputs,), in this tick
  private long lastLogged = -LOG_EVERY_MILLIS;
  private long wallMillis;

  /** No outputs yet. */
  public Outputs(Counters counters) {
    this.counters = counters;
  }

  /** Sets who is told; before the first tick. */
  public void set(List<Output> list) {
    outputs = list.toArray(Output[]::new);
    failed = new boolean[outputs.length];
  }

  /** See {@link Output#prepare}. */
  List<Runnable> prepare(Tree tree) {
    return Arrays.stream(outputs).map(output -> output.prepare(tree)).toList();
  }

  @Override
  public void changed(Node node) {
    for (int i = 0; i < outputs.length; i++) {
      if (!failed[i]) {
        try {
          outputs[i].changed(node);
        } catch (Throwable e) { // an Error of one output must not silence the others either
          fail(i, e);
        }
      }
    }
  }

  void endOfTick(long wallMillis) {
    this.wallMillis = wallMillis;
    for (int i = 0; i < outputs.length; i++) {
      if (!failed[i]) {
        try {
          outputs[i].endOfTick(wallMillis);
        } catch (Throwable e) {
          fail(i, e);
        }
      }
      failed[i] = false;
    }
  }

  private void fail(int i, Throwable e) {
    failed[i] = true;
    counters.count(Counter.OUTPUT_ERRORS);
    if (Math.abs(wallMillis - lastLogged) >= LOG_EVERY_MILLIS) { // the clock may be set back
      lastLogged = wallMillis;
      log.warn(
          "{} failed, {} failures of outputs so far",
          outputs[i],
          counters.get(Counter.OUTPUT_ERRORS),
          e);
    }
  }
}
