package inkcast.web;

import inkcast.stage.Backstage;
import inkcast.stage.Commands;
import inkcast.stage.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Copies the values of nodes on the tick's thread into memory that the asking thread has allocated,
 * a part of them in a tick, and goes on where it was asked.
 */
final class ValueReader implements Runnable {
  private static final int NODES_A_TICK = 2048;

  private final Commands commands;
  private final Executor asking;
  private final Consumer<ValueReader> done;
  private final IdentityHashMap<Node, Integer> places = new IdentityHashMap<>();
  private final Node[] nodes;
  private final double[][] numbers; // (nodes, type tags)
  private final List<List<String>> texts; // (nodes,)
  private final Map<Backstage, List<String>> names = new IdentityHashMap<>();
  private int copied;

  private ValueReader(
      Commands commands, List<Node> nodes, Executor asking, Consumer<ValueReader> done) {
    this.commands = commands;
    this.asking = asking;
    this.done = done;
    this.nodes = nodes.toArray(Node[]::new);
    numbers = new double[this.nodes.length][];
    texts = new ArrayList<>(Collections.nCopies(this.nodes.length, List.of()));
    for (int i = 0; i < this.nodes.length; i++) {
      places.put(this.nodes[i], i);
      numbers[i] = new double[this.nodes[i].numbers().length];
    }
  }

  /**
   * Begins to read.
   *
   * @param asking runs {@code done} when all values are there: never, if the ticks have stopped
   */
  static void read(
      Commands commands, List<Node> nodes, Executor asking, Consumer<ValueReader> done) {
    new ValueReader(commands, nodes, asking, done).next();
  }

  /** The numbers of a node that was asked for, in the place of each type tag. */
  double[] numbers(Node node) {
    return numbers[place(node)];
  }

  /** Whether it was asked for. */
  boolean holds(Node node) {
    return places.containsKey(node);
  }

  /** The strings of a textual node that was asked for. */
  List<String> texts(Node node) {
    return texts.get(place(node));
  }

  /** What nodes may be set to now, looked up once however many nodes are asked for. */
  List<String> names(Backstage backstage) {
    return names.computeIfAbsent(backstage, Backstage::names);
  }

  @Override
  public void run() {
    int end = Math.min(nodes.length, copied + NODES_A_TICK);
    for (; copied < end; copied++) {
      double[] from = nodes[copied].numbers();
      System.arraycopy(from, 0, numbers[copied], 0, from.length);
      texts.set(copied, nodes[copied].texts());
    }
    asking.execute(this::next);
  }

  private void next() {
    if (copied == nodes.length) {
      done.accept(this);
    } else {
      // A full queue is as good as a tick that does not answer: whoever asks gives up in time.
      commands.offer(this::run);
    }
  }

  private int place(Node node) {
    Integer place = places.get(node);
    if (place == null) {
      throw new IllegalArgumentException(node.address() + " was not asked for");
    }
    return place;
  }
}
