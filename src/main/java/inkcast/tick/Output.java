package inkcast.tick;

import inkcast.stage.AddressSpace.Tree;
import inkcast.stage.Events;
import inkcast.stage.Node;
import inkcast.stage.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way out: OSC, WebSocket, MIDI. Called on the tick's thread only, so it must not block, and not
 * allocate in steady state: it encodes into buffers it already has and hands them to its own
 * thread. What it throws is counted, and after a rest it begins anew: see {@link GuardedOutput}.
 */
public interface Output {

  /**
   * Something happened; within a tick in the order of happening.
   *
   * @param node read its value now, it is overwritten later
   */
  void changed(Node node);

  /** See {@link Events#corrected}. */
  default void corrected(Node node) {}

  /** See {@link Events#received}. */
  default void received(Role by, String address, List<? extends @Nullable Object> arguments) {}

  /** Whether it tells somebody now of a node whose values are made on request only. */
  default boolean wants(Node node) {
    return false;
  }

  /**
   * Gets ready for other nodes, beside the ticks; any thread. An index that is there before and
   * after stands for the same address.
   *
   * @param tree what will be there
   * @return what is left for the tick's thread: is run before the first change of a new node, when
   *     the tree has taken its place
   */
  default Runnable prepare(Tree tree) {
    return () -> {};
  }

  /**
   * It has thrown, and may have missed some ticks: forgets what it was in the middle of, gets what
   * it needs afresh, and makes up for what was missed. May allocate.
   *
   * @param tree what there is now
   */
  default void beginAnew(Tree tree) {
    prepare(tree).run();
  }

  /** It has thrown, and is told nothing for a while: lets nothing sound meanwhile. */
  default void rest() {}

  /**
   * No more happens in this tick.
   *
   * @param wallMillis time of day of this tick, milliseconds since 1970
   */
  void endOfTick(long wallMillis);
}
