package inkcast.stage;

import inkcast.writer.Page;
import inkcast.writer.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The tree of nodes. It is replaced as a whole when writers come or go, so that every reader sees
 * one or the other; any thread, but for the nodes' values. An index stands for one address for
 * good, whether the node is there or not.
 */
public final class AddressSpace {
  private final String prefix;
  private final Company company;
  private final People people = new People();
  private final Turns turns;
  private final GlobalNodes global;
  private final String notifyAddress;
  private final String statusAddress;
  private volatile double maxTemperature;
  private volatile Tree tree;

  /**
   * The nodes of a performance.
   *
   * @param prefix starts with a slash and does not end with one, or is empty
   * @param maxTemperature upper end of the temperatures' range
   * @param rate ticks a second, at first
   * @param midi whether each writer has a node of what it plays
   * @param onRate carries out a new rate
   * @param backstage makes ready what takes longer
   * @param commands to the tick's thread, which visitors' strokes become
   * @param nanoTime monotonic time
   * @param events is told of every change
   */
  public AddressSpace(
      String prefix,
      Page page,
      List<Writer> writers,
      double maxTemperature,
      double rate,
      boolean midi,
      DoubleConsumer onRate,
      Backstage.Doors backstage,
      Commands commands,
      LongSupplier nanoTime,
      Events events) {
    this.prefix = prefix;
    notifyAddress = prefix + "/notify";
    statusAddress = prefix + "/status";
    this.maxTemperature = maxTemperature;
    turns = new Turns(commands, people, rate, nanoTime);
    company = new Company(prefix, midi, backstage, people, turns, new ModelNodes.Scratch(), events);
    DoubleConsumer rates = turns::rate;
    global = new GlobalNodes(prefix, page, rate, rates.andThen(onRate), backstage, events);
    tree = new Tree(prefix, global, nodes(writers, maxTemperature));
  }

  /** All nodes there are at a time. Immutable, but for the nodes' values. */
  public static final class Tree {
    private final Container root = new Container("/");
    private final List<Node> nodes = new ArrayList<>();
    private final List<WriterNodes> writers;

    private Tree(String prefix, GlobalNodes global, List<WriterNodes> writers) {
      this.writers = writers;
      global.nodes().forEach(this::add);
      writers.forEach(w -> w.nodes().forEach(this::add));
      describe(prefix, "writers of handwriting, their page and their pace");
      describe(prefix + "/writer", "the writers, by their numbers");
      for (WriterNodes w : writers) {
        int number = w.writer().number();
        // Each another: Chataigne calls containers so, and merges those that are called alike.
        describe(prefix + "/writer/" + number, "writer " + number + ": what it writes, and how");
      }
    }

    /** Every node, by its index. */
    public List<Node> nodes() {
      return Collections.unmodifiableList(nodes);
    }

    /** The writers' nodes; number n stands at n - 1. */
    public List<WriterNodes> writers() {
      return writers;
    }

    /** The tree's top. */
    public Container root() {
      return root;
    }

    /** The inner point at an exact address; {@code ""} and {@code "/"} are the top. */
    public @Nullable Container container(String address) {
      Container at = root;
      for (String part : AddressPattern.parts(address)) {
        at = at == null ? null : at.containers.get(part);
      }
      return at;
    }

    /** The node at an exact address. */
    public @Nullable Node node(String address) {
      int slash = address.lastIndexOf('/');
      Container parent = !address.startsWith("/") ? null : container(address.substring(0, slash));
      return parent == null ? null : parent.nodes.get(address.substring(slash + 1));
    }

    /** The nodes whose addresses match, in the order of their index. */
    public List<Node> match(AddressPattern pattern) {
      List<Node> found = new ArrayList<>();
      if (pattern.depth() > 0) { // "/" is the top itself, which is no node
        match(root, pattern, 0, found);
      }
      found.sort(Comparator.comparingInt(Node::index));
      return found;
    }

    private static void match(Container at, AddressPattern pattern, int depth, List<Node> found) {
      if (depth == pattern.depth() - 1) {
        at.nodes.forEach(
            (name, node) -> {
              if (pattern.matches(depth, name)) {
                found.add(node);
              }
            });
        return;
      }
      at.containers.forEach(
          (name, container) -> {
            if (pattern.matches(depth, name)) {
              match(container, pattern, depth + 1, found);
            }
          });
    }

    private void describe(String address, String description) {
      Container container = container(address);
      if (container != null) {
        container.description = description;
      }
    }

    private void add(Node node) {
      node.index(nodes.size());
      nodes.add(node);
      List<String> parts = AddressPattern.parts(node.address());
      Container at = root;
      for (String part : parts.subList(0, parts.size() - 1)) {
        String path = (at == root ? "" : at.path()) + "/" + part;
        at = at.containers.computeIfAbsent(part, p -> new Container(path));
      }
      at.nodes.put(parts.getLast(), node);
    }
  }

  /** All nodes there are now. */
  public Tree tree() {
    return tree;
  }

  /** Every node, by its index. */
  public List<Node> nodes() {
    return tree.nodes();
  }

  /** The tree's top. */
  public Container root() {
    return tree.root;
  }

  /** The writers' nodes; number n stands at n - 1. */
  public List<WriterNodes> writers() {
    return tree.writers;
  }

  /** How much people have done. */
  public People people() {
    return people;
  }

  /** Whose turn it is at the writers' pens. */
  public Turns turns() {
    return turns;
  }

  /** The nodes that speak of the whole. */
  public GlobalNodes global() {
    return global;
  }

  /**
   * Where to ask for strokes. No node: it is answered to its sender, which only OSC over UDP or TCP
   * can do, and OSCQuery's clients have LISTEN.
   */
  public String notifyAddress() {
    return notifyAddress;
  }

  /** Where to ask how things are. No node, as {@link #notifyAddress}. */
  public String statusAddress() {
    return statusAddress;
  }

  /** The start of every address; empty, or begins with a slash. */
  public String prefix() {
    return prefix;
  }

  /** Upper end of the temperatures' range. */
  public double maxTemperature() {
    return maxTemperature;
  }

  /** Sets the upper end of the temperatures' range; higher ones come down. Tick's thread only. */
  public void maxTemperature(double max) {
    maxTemperature = max;
    for (WriterNodes writer : tree.writers) {
      writer.wildness().max(max);
    }
  }

  /**
   * What there will be when some writers have gone or come; any thread, nobody sees it yet.
   *
   * @param staying of the writers, those with the lowest numbers
   * @param added those that come, with the numbers that follow
   * @param max upper end of their temperatures' range
   */
  public Tree prepare(int staying, List<Writer> added, double max) {
    List<WriterNodes> writers = new ArrayList<>(tree.writers.subList(0, staying));
    writers.addAll(nodes(added, max));
    return new Tree(prefix, global, writers);
  }

  /** Lets a prepared tree take the present one's place; tick's thread only. */
  public void replace(Tree next) {
    List<WriterNodes> before = tree.writers;
    for (int i = next.writers.size(); i < before.size(); i++) {
      before.get(i).nodes().forEach(Node::remove);
    }
    tree = next;
  }

  /** The node at an exact address. */
  public @Nullable Node node(String address) {
    return tree.node(address);
  }

  /** The inner point at an exact address; {@code ""} and {@code "/"} are the top. */
  public @Nullable Container container(String address) {
    return tree.container(address);
  }

  /** The nodes whose addresses match, in the order of their index. */
  public List<Node> match(AddressPattern pattern) {
    return tree.match(pattern);
  }

  private List<WriterNodes> nodes(List<Writer> writers, double max) {
    return writers.stream().map(w -> new WriterNodes(company, w, max)).toList();
  }
}
