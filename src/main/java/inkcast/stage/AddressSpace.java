package inkcast.stage;

import inkcast.writer.Page;
import inkcast.writer.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/** The tree of nodes. Immutable, but for the nodes' values. */
public final class AddressSpace {
  private final Container root = new Container("/");
  private final List<Node> nodes = new ArrayList<>();
  private final List<WriterNodes> writers;
  private final GlobalNodes global;
  private final String notifyAddress;
  private final String statusAddress;

  /**
   * The nodes of a performance.
   *
   * @param prefix starts with a slash and does not end with one, or is empty
   * @param maxTemperature upper end of the temperatures' range
   * @param rate ticks a second, at first
   * @param onRate carries out a new rate
   * @param hands gives writers other hands
   * @param events is told of every change
   */
  public AddressSpace(
      String prefix,
      Page page,
      List<Writer> writers,
      double maxTemperature,
      double rate,
      DoubleConsumer onRate,
      Backstage hands,
      Events events) {
    notifyAddress = prefix + "/notify";
    statusAddress = prefix + "/status";
    global = new GlobalNodes(prefix, page, rate, onRate, events);
    global.nodes().forEach(this::add);
    this.writers =
        writers.stream()
            .map(w -> new WriterNodes(prefix, w, maxTemperature, hands, events))
            .toList();
    this.writers.forEach(w -> w.nodes().forEach(this::add));
    describe(prefix, "writers of handwriting, their page and their pace");
    describe(prefix + "/writer", "the writers, by their numbers");
    for (WriterNodes w : this.writers) {
      String number = "/writer/" + w.writer().number();
      describe(prefix + number, "one writer: what it writes, and how");
    }
  }

  /** An inner point of the tree. */
  public static final class Container {
    private final String path;
    private String description = "";
    private final Map<String, Container> containers = new TreeMap<>();
    private final Map<String, Node> nodes = new TreeMap<>();

    private Container(String path) {
      this.path = path;
    }

    /** Full address. */
    public String path() {
      return path;
    }

    /** For people; may be empty. */
    public String description() {
      return description;
    }

    /** Inner points below, by name. */
    public Map<String, Container> containers() {
      return Collections.unmodifiableMap(containers);
    }

    /** Nodes below, by name. */
    public Map<String, Node> nodes() {
      return Collections.unmodifiableMap(nodes);
    }
  }

  /** Every node, by its index. */
  public List<Node> nodes() {
    return Collections.unmodifiableList(nodes);
  }

  /** The tree's top. */
  public Container root() {
    return root;
  }

  /** The writers' nodes; number n stands at n - 1. */
  public List<WriterNodes> writers() {
    return writers;
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

  /** The node at an exact address. */
  public @Nullable Node node(String address) {
    int slash = address.lastIndexOf('/');
    Container parent = !address.startsWith("/") ? null : container(address.substring(0, slash));
    return parent == null ? null : parent.nodes.get(address.substring(slash + 1));
  }

  /** The inner point at an exact address; {@code ""} and {@code "/"} are the top. */
  public @Nullable Container container(String address) {
    Container at = root;
    for (String part : AddressPattern.parts(address)) {
      at = at == null ? null : at.containers.get(part);
    }
    return at;
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
      String path = (at == root ? "" : at.path) + "/" + part;
      at = at.containers.computeIfAbsent(part, p -> new Container(path));
    }
    at.nodes.put(parts.getLast(), node);
  }
}
