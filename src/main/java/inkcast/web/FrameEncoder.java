package inkcast.web;

import inkcast.packet.Bundles;
import inkcast.stage.Node;
import io.netty.buffer.ByteBuf;

/**
 * Writes OSC messages as binary WebSocket frames (RFC 6455, section 5.2; a server's are not
 * masked), each alone or in bundles: whole, so that the same bytes serve every client. Tick's
 * thread only; allocates nothing.
 */
final class FrameEncoder {
  /** Bytes of a bundle at most. */
  static final int MAX_BUNDLE = 60 * 1024;

  private static final int BINARY = 0x82; // one final frame
  private static final int LONGER = 126; // the length follows in two bytes
  private static final int LONGEST_SHORT = 125;
  private static final int HEADER = 4;
  private static final int SHORT_HEADER = 2;
  private static final int NONE = -1;

  private final Messages messages;
  private final boolean bundled;
  private int bundle = NONE; // where the frame of the open bundle begins

  FrameEncoder(Messages messages, boolean bundled) {
    this.messages = messages;
    this.bundled = bundled;
  }

  /** Appends a node's present value. */
  void add(ByteBuf into, Node node) {
    if (!bundled) {
      header(into, messages.size(node));
      messages.write(into, node);
      return;
    }
    int size = Bundles.ELEMENT_HEADER_SIZE + messages.size(node);
    if (bundle != NONE && into.writerIndex() - bundle - HEADER + size > MAX_BUNDLE) {
      close(into);
    }
    if (bundle == NONE) {
      bundle = into.writerIndex();
      into.writeZero(HEADER);
      Bundles.header(into, 0);
    }
    messages.element(into, node);
  }

  /**
   * Completes what has been added since the last end.
   *
   * @param from where it begins
   * @param wallMillis time tag of its bundles
   */
  void end(ByteBuf into, int from, long wallMillis) {
    if (bundle == NONE) {
      return;
    }
    close(into);
    for (int at = from; at < into.writerIndex(); ) {
      int length = into.getUnsignedByte(at + 1);
      int payload = at + (length == LONGER ? HEADER : SHORT_HEADER);
      int bytes = length == LONGER ? into.getUnsignedShort(at + 2) : length;
      int end = into.writerIndex();
      into.writerIndex(payload);
      Bundles.header(into, wallMillis);
      into.writerIndex(end);
      at = payload + bytes;
    }
  }

  /** Forgets what has been added since the last end. */
  void abandon() {
    bundle = NONE;
  }

  private void close(ByteBuf into) {
    int payload = into.writerIndex() - bundle - HEADER;
    if (payload > LONGEST_SHORT) {
      into.setByte(bundle, BINARY);
      into.setByte(bundle + 1, LONGER);
      into.setShort(bundle + 2, payload);
    } else {
      // A short payload must have the short header: it moves up.
      for (int i = 0; i < payload; i++) {
        into.setByte(bundle + SHORT_HEADER + i, into.getByte(bundle + HEADER + i));
      }
      into.setByte(bundle, BINARY);
      into.setByte(bundle + 1, payload);
      into.writerIndex(bundle + SHORT_HEADER + payload);
    }
    bundle = NONE;
  }

  private static void header(ByteBuf into, int payload) {
    into.writeByte(BINARY);
    if (payload > LONGEST_SHORT) {
      into.writeByte(LONGER);
      into.writeShort(payload);
    } else {
      into.writeByte(payload);
    }
  }
}
