package inkcast.tick;

import inkcast.stage.AddressSpace.Tree;
import inkcast.stage.Events;
import inkcast.stage.Node;
import inkcast.stage.Role;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells every output of everything, and keeps the failure of one from the others. */
public final class Outputs implements Events {
  private final Counters counters;
  private GuardedOutput[] outputs = {};

  /** No outputs yet. */
  public Outputs(Counters counters) {
    this.counters = counters;
  }

  /** Sets who is told; before the first tick. */
  public void set(List<Output> list) {
    outputs =
        list.stream()
            .map(output -> new GuardedOutput(output, counters))
            .toArray(GuardedOutput[]::new);
  }

  /** See {@link Output#prepare}. */
  List<Runnable> prepare(Tree tree) {
    return Arrays.stream(outputs).map(output -> output.prepare(tree)).toList();
  }

  @Override
  public void changed(Node node) {
    for (GuardedOutput output : outputs) {
      output.changed(node);
    }
  }

  @Override
  public void corrected(Node node) {
    for (GuardedOutput output : outputs) {
      output.corrected(node);
    }
  }

  @Override
  public void received(Role by, String address, List<? extends @Nullable Object> arguments) {
    for (GuardedOutput output : outputs) {
      output.received(by, address, arguments);
    }
  }

  /** See {@link Output#wants}. */
  boolean want(Node node) {
    for (GuardedOutput output : outputs) {
      if (output.wants(node)) {
        return true;
      }
    }
    return false;
  }

  void endOfTick(Tree tree, long nowNs, long wallMillis) {
    for (GuardedOutput output : outputs) {
      output.endOfTick(tree, nowNs, wallMillis);
    }
  }
}
