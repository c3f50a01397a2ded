package inkcast.osc;

import inkcast.packet.BundleSequence;
import inkcast.packet.Bundles;
import io.netty.buffer.ByteBuf;

/** Makes datagrams of what a tick has told, and lets them go. Event loop only. */
final class Delivery {
  private final Target[] targets;
  private final Runnable flush;

  /**
   * Nothing to send yet.
   *
   * @param flush lets go what was written to the targets' routes
   */
  Delivery(Target[] targets, Runnable flush) {
    this.targets = targets;
    this.flush = flush;
  }

  /**
   * Sends a tick.
   *
   * @param bundles a {@link BundleSequence}; retained for as long as it takes
   */
  void accept(ByteBuf bundles) {
    while (bundles.isReadable()) {
      int at = bundles.readerIndex();
      if (BundleSequence.begins(bundles, at)) {
        write(bundles, at, BundleSequence.endOf(bundles, at) - at, true);
        bundles.skipBytes(Bundles.HEADER_SIZE);
      } else {
        int size = bundles.readInt();
        write(bundles, bundles.readerIndex(), size, false);
        bundles.skipBytes(size);
      }
    }
    flush.run();
  }

  private void write(ByteBuf bundles, int at, int size, boolean bundled) {
    for (Target target : targets) {
      Route route = target.bundled() == bundled ? target.route() : null;
      if (route != null) {
        route.write(bundles.retainedSlice(at, size));
      }
    }
  }
}
