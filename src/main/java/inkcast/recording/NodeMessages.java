package inkcast.recording;

import inkcast.packet.MessageWriter;
import inkcast.packet.Template;
import inkcast.stage.Node;
import inkcast.stage.Node.Kind;
import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How each node's value is written. Immutable; numbers are written without allocating. */
final class NodeMessages {
  private final List<Node> nodes;
  private final @Nullable Template[] told; // (nodes,), null for strings
  private final @Nullable Template[] silent; // (nodes,), null for strings and what has no value
  private final int stateBytes;
  private final int tickBytes;

  /** Any thread. */
  NodeMessages(List<Node> nodes) {
    this.nodes = nodes;
    told = new Template[nodes.size()];
    silent = new Template[nodes.size()];
    int all = 0;
    int passing = 0;
    for (Node node : nodes) {
      boolean never = node.kind() == Kind.REQUEST; // hundreds of numbers, which nobody records
      if (node.readable() && !never && !node.textual() && Template.fits(node.types())) {
        Template value = new Template(node.address(), node.types());
        told[node.index()] = value;
        passing += node.kind() == Kind.STATE ? 0 : Format.SIZE_BYTES + value.size();
        Template template = new Template(Format.SILENT + node.address(), node.types());
        silent[node.index()] = template;
        all += Format.SIZE_BYTES + template.size();
      }
    }
    stateBytes = all;
    tickBytes = passing;
  }

  /** Bytes of all values together, strings apart. */
  int stateBytes() {
    return stateBytes;
  }

  /** Bytes of what may be told in every tick: strokes, pens, what is played. */
  int tickBytes() {
    return tickBytes;
  }

  /** Appends a value that everybody is told; tick's thread. */
  void tell(ByteBuf into, Node node) {
    write(into, told[node.index()], "", node);
  }

  /** Appends a value that nobody is told; tick's thread. */
  void note(ByteBuf into, Node node) {
    write(into, silent[node.index()], Format.SILENT, node);
  }

  /** Appends the value of every node, for whoever knows nothing yet; tick's thread. */
  void noteAll(ByteBuf into) {
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      if (node.readable() && node.lasting()) {
        note(into, node);
      }
    }
  }

  private static void write(ByteBuf into, @Nullable Template template, String prefix, Node node) {
    if (template != null) {
      into.writeInt(template.size());
      template.write(into, node.numbers());
    } else {
      element(into, prefix, node.address(), node.textual() ? node.texts() : List.of());
    }
  }

  /** Appends any message, after its size. */
  static void element(
      ByteBuf into, String prefix, String address, List<? extends @Nullable Object> arguments) {
    int start = into.writerIndex();
    into.writeInt(0);
    MessageWriter.write(into, prefix, address, arguments);
    into.setInt(start, into.writerIndex() - start - Format.SIZE_BYTES);
  }
}
