package inkcast.packet;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** An OSC message of strings, whose address is encoded once. Immutable; writing allocates. */
public final class TextTemplate {
  private static final int NO_TAGS_BYTES = 4;

  private final byte[] head; // the address, padded

  /**
   * Encodes the address.
   *
   * @param address exact, no pattern
   */
  public TextTemplate(String address) {
    byte[] encoded = JavaOsc.encode(address, List.of());
    head = Arrays.copyOf(encoded, encoded.length - NO_TAGS_BYTES);
  }

  /**
   * The message.
   *
   * @param texts written as UTF-8; a NUL character ends each
   */
  public byte[] encode(List<String> texts) {
    byte[][] strings = new byte[1 + texts.size()][];
    strings[0] = ("," + "s".repeat(texts.size())).getBytes(StandardCharsets.US_ASCII);
    int length = head.length + padded(strings[0].length);
    for (int i = 0; i < texts.size(); i++) {
      strings[i + 1] = texts.get(i).split("\0", -1)[0].getBytes(StandardCharsets.UTF_8);
      length += padded(strings[i + 1].length);
    }
    ByteBuffer message = ByteBuffer.allocate(length).put(head);
    for (byte[] string : strings) {
      message.put(string);
      message.position(message.position() + padded(string.length) - string.length);
    }
    return message.array();
  }

  /** Appends the message. */
  public void write(ByteBuf into, List<String> texts) {
    into.writeBytes(encode(texts));
  }

  /** With the NUL that ends it, and those that fill it up. */
  private static int padded(int length) {
    return (length / 4 + 1) * 4;
  }
}
