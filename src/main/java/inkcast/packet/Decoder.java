package inkcast.packet;

import inkcast.packet.MalformedPacket.Reason;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes to messages. The structure is checked here before anything is read: javaosc trusts its
 * sender, recurses without end and refuses address patterns. For one thread.
 */
public final class Decoder {
  /** Bundles within bundles at most. */
  public static final int MAX_DEPTH = 8;

  /** Messages in a packet at most. */
  public static final int MAX_MESSAGES = 1024;

  private static final int TIME_TAG_BYTES = 8;
  private static final int SIZE_BYTES = 4;

  private final Arguments arguments = new Arguments();

  /**
   * Reads a packet whole, or not at all. Bundles are flattened; their time tags, future ones too,
   * mean now.
   *
   * @param packet from reader to writer index, which stay
   * @return in the order of the packet
   * @throws MalformedPacket for whatever is not OSC 1.0; nothing else is thrown
   */
  public List<Message> decode(ByteBuf packet) throws MalformedPacket {
    List<Message> messages = new ArrayList<>(1);
    try {
      element(packet.nioBuffer().slice(), 0, messages);
    } catch (RuntimeException e) { // not known to happen, but bytes of strangers end no thread
      throw new MalformedPacket(
          Reason.ARGUMENTS, "expected an OSC packet, found what cannot be read: " + e);
    }
    return messages;
  }

  private void element(ByteBuffer bytes, int depth, List<Message> into) throws MalformedPacket {
    if (!bytes.hasRemaining()) {
      throw new MalformedPacket(Reason.SIZE, "expected a packet, found nothing");
    }
    if (bytes.remaining() % 4 != 0) {
      throw new MalformedPacket(
          Reason.SIZE, "expected a size that is a multiple of 4, found " + bytes.remaining());
    }
    switch (bytes.get(0)) {
      case '/' -> into.add(message(bytes));
      case '#' -> bundle(bytes, depth, into);
      default ->
          throw new MalformedPacket(
              Reason.ADDRESS, "expected an address that starts with /, or a bundle");
    }
    if (into.size() > MAX_MESSAGES) {
      throw new MalformedPacket(
          Reason.TOO_MANY, "expected at most " + MAX_MESSAGES + " messages in a packet");
    }
  }

  private Message message(ByteBuffer bytes) throws MalformedPacket {
    String address = arguments.string(bytes, "the address");
    if (!bytes.hasRemaining()) {
      return new Message(address, "", List.of()); // older senders leave the type tags out
    }
    String types = arguments.string(bytes, "the type tags");
    if (!types.startsWith(",")) {
      throw new MalformedPacket(Reason.TYPE_TAGS, "expected type tags that start with a comma");
    }
    types = types.substring(1);
    return new Message(address, types, arguments.read(types, bytes));
  }

  private void bundle(ByteBuffer bytes, int depth, List<Message> into) throws MalformedPacket {
    if (!arguments.string(bytes, "#bundle").equals("#bundle")) {
      throw new MalformedPacket(Reason.ADDRESS, "expected #bundle");
    }
    if (depth == MAX_DEPTH) {
      throw new MalformedPacket(
          Reason.TOO_MANY, "expected at most " + MAX_DEPTH + " bundles in one another");
    }
    if (bytes.remaining() < TIME_TAG_BYTES + SIZE_BYTES) {
      throw new MalformedPacket(
          Reason.BUNDLE, "expected a time tag and at least one element in a bundle");
    }
    bytes.position(bytes.position() + TIME_TAG_BYTES);
    while (bytes.hasRemaining()) {
      int size = bytes.getInt();
      if (size <= 0 || size > bytes.remaining()) {
        throw new MalformedPacket(
            Reason.BUNDLE,
            "expected an element of 1 to " + bytes.remaining() + " bytes, found size " + size);
      }
      element(bytes.slice(bytes.position(), size), depth + 1, into);
      bytes.position(bytes.position() + size);
    }
  }
}
