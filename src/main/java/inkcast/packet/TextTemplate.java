package inkcast.packet;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** An OSC message with one string, whose address is encoded once. Immutable; writing allocates. */
public final class TextTemplate {
  private static final int EMPTY_STRING_BYTES = 4;

  private final byte[] head; // address and type tag, each padded

  /**
   * Encodes the address.
   *
   * @param address exact, no pattern
   */
  public TextTemplate(String address) {
    byte[] encoded = JavaOsc.encode(address, List.of(""));
    head = Arrays.copyOf(encoded, encoded.length - EMPTY_STRING_BYTES);
  }

  /**
   * The message.
   *
   * @param text written as UTF-8; a NUL character ends it
   */
  public byte[] encode(String text) {
    int nul = text.indexOf('\0');
    byte[] string = (nul < 0 ? text : text.substring(0, nul)).getBytes(StandardCharsets.UTF_8);
    byte[] message = Arrays.copyOf(head, head.length + (string.length / 4 + 1) * 4);
    System.arraycopy(string, 0, message, head.length, string.length);
    return message;
  }

  /** Appends the message. */
  public void write(ByteBuf into, String text) {
    into.writeBytes(encode(text));
  }
}
