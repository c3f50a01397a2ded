package inkcast.web;

import inkcast.packet.Bundles;
import inkcast.packet.Template;
import inkcast.packet.TextTemplate;
import inkcast.stage.Node;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The OSC message of every node that has a value, as templates; written on the tick's thread. Those
 * of numbers allocate nothing.
 */
final class Messages {
  private volatile @Nullable Template[] numeric = {}; // (nodes,)
  private volatile @Nullable TextTemplate[] text = {}; // (nodes,)

  /**
   * Encodes what stays the same.
   *
   * @param nodes by their index
   */
  Messages(List<Node> nodes) {
    adapt(nodes);
  }

  /**
   * Encodes what is new in other nodes; one thread, not the tick's. What they lack is kept, since
   * the tick's thread may yet have to tell of it, and for when it comes back.
   */
  void adapt(List<Node> nodes) {
    int known = this.numeric.length;
    if (nodes.size() <= known) {
      return;
    }
    @Nullable Template[] numeric = Arrays.copyOf(this.numeric, nodes.size());
    @Nullable TextTemplate[] text = Arrays.copyOf(this.text, nodes.size());
    for (Node node : nodes.subList(known, nodes.size())) {
      if (!node.readable() || node.kind() == Node.Kind.REQUEST) {
        continue;
      }
      if (node.textual()) {
        text[node.index()] = new TextTemplate(node.address());
      } else {
        numeric[node.index()] = new Template(node.address(), node.types());
      }
    }
    this.numeric = numeric;
    this.text = text;
  }

  /** Encodes what is told on request only, of which thousands would take memory; that thread. */
  void adapt(Node requested) {
    int index = requested.index();
    @Nullable Template[] templates = numeric;
    if (templates[index] == null) {
      templates[index] = new Template(requested.address(), requested.types());
    }
  }

  /** Bytes of the node's message, with its present value. */
  int size(Node node) {
    Template template = numeric[node.index()];
    return template == null ? text(node).encode(node.texts()).length : template.size();
  }

  /** About how many bytes the message has; any thread. */
  int estimate(Node node) {
    return node.address().length()
        + (node.textual() ? 64 + 32 * node.types().length() : 8 * node.types().length() + 8);
  }

  /** Appends the bare message. */
  void write(ByteBuf into, Node node) {
    Template template = numeric[node.index()];
    if (template == null) {
      text(node).write(into, node.texts());
    } else {
      template.write(into, node.numbers());
    }
  }

  /** Appends the message as an element of a bundle. */
  void element(ByteBuf into, Node node) {
    Template template = numeric[node.index()];
    if (template == null) {
      Bundles.element(into, text(node), node.texts());
    } else {
      Bundles.element(into, template, node.numbers());
    }
  }

  private TextTemplate text(Node node) {
    TextTemplate template = text[node.index()];
    if (template == null) {
      throw new IllegalArgumentException(node.address() + " has no value");
    }
    return template;
  }
}
