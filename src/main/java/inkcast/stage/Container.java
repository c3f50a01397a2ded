package inkcast.stage;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** An inner point of the tree. */
public final class Container {
  private final String path;
  String description = "";
  final Map<String, Container> containers = new TreeMap<>();
  final Map<String, Node> nodes = new TreeMap<>();

  Container(String path) {
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
