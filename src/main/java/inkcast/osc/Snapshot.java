package inkcast.osc;

import inkcast.packet.BundleSequence;
import inkcast.stage.AddressSpace;
import inkcast.stage.Commands;
import inkcast.stage.Node;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Some of the present values, for one subscriber: asked for on the event loop, filled on the tick's
 * thread, sent by the event loop before that tick's frame; then the next ones. So a crowd delays no
 * stroke, and no receiver has to hold all values of a thousand writers at once.
 */
final class Snapshot implements Commands.Command {
  private static final int MOST = 256; // nodes of one part

  private final AddressSpace space;
  private final OscOutput output;
  private final Shape shape;
  private final int from;
  private final Consumer<Snapshot> receiver;
  private final ByteBuf bytes = Unpooled.buffer(); // on the heap: nobody need release it
  private boolean last;

  /**
   * A part of all values.
   *
   * @param from index of its first node
   * @param receiver is given it on the event loop
   */
  Snapshot(
      AddressSpace space, OscOutput output, Shape shape, int from, Consumer<Snapshot> receiver) {
    this.space = space;
    this.output = output;
    this.shape = shape;
    this.from = from;
    this.receiver = receiver;
  }

  /** For the tick's thread. */
  @Override
  public void run() {
    List<Node> nodes = space.nodes();
    last = from + MOST >= nodes.size();
    Encoder encoder = output.encoder(shape);
    BundleSequence bundles = new BundleSequence();
    bundles.begin(bytes);
    for (int i = from; i < Math.min(from + MOST, nodes.size()); i++) {
      encoder.write(bundles, nodes.get(i));
    }
    bundles.end(output.wallMillis());
    try {
      output.loop().execute(() -> receiver.accept(this));
    } catch (RejectedExecutionException e) {
      // The event loop has ended, and with it everybody who listened.
    }
  }

  @Override
  public int weight() {
    return Math.min(MOST, space.nodes().size());
  }

  /** A {@link BundleSequence}, once it is filled. */
  ByteBuf bytes() {
    return bytes;
  }

  /** Whether none follow, once it is filled. */
  boolean isLast() {
    return last;
  }

  /** The next part. */
  Snapshot next() {
    return new Snapshot(space, output, shape, from + MOST, receiver);
  }
}
