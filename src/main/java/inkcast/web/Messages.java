package inkcast.web;

import inkcast.packet.Bundles;
import inkcast.packet.Template;
import inkcast.packet.TextTemplate;
import inkcast.stage.Node;
import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The OSC message of every node that has a value, as templates; written on the tick's thread. Those
 * of numbers allocate nothing.
 */
final class Messages {
  private final @Nullable Template[] numeric; // (nodes,)
  private final @Nullable TextTemplate[] text; // (nodes,)

  /**
   * Encodes what stays the same.
   *
   * @param nodes by their index
   */
  Messages(List<Node> nodes) {
    numeric = new Template[nodes.size()];
    text = new TextTemplate[nodes.size()];
    for (Node node : nodes) {
      if (!node.readable()) {
        continue;
      }
      if (node.types().equals("s")) {
        text[node.index()] = new TextTemplate(node.address());
      } else {
        numeric[node.index()] = new Template(node.address(), node.types());
      }
    }
  }

  /** Bytes of the node's message, with its present value. */
  int size(Node node) {
    Template template = numeric[node.index()];
    return template == null ? text(node).encode(node.text()).length : template.size();
  }

  /** About how many bytes the message has; any thread. */
  int estimate(Node node) {
    Template template = numeric[node.index()];
    return template == null ? node.address().length() + 64 : template.size();
  }

  /** Appends the bare message. */
  void write(ByteBuf into, Node node) {
    Template template = numeric[node.index()];
    if (template == null) {
      text(node).write(into, node.text());
    } else {
      template.write(into, node.numbers());
    }
  }

  /** Appends the message as an element of a bundle. */
  void element(ByteBuf into, Node node) {
    Template template = numeric[node.index()];
    if (template == null) {
      Bundles.element(into, text(node), node.text());
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
