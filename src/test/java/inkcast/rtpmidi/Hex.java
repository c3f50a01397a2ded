package inkcast.rtpmidi;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;

/** Literal packets: hexadecimal digits, spaces where they help to read. */
final class Hex {
  private Hex() {}

  static ByteBuf of(String literal) {
    return Unpooled.wrappedBuffer(HexFormat.of().parseHex(literal.replace(" ", "")));
  }

  /** For comparing: pairs of digits. */
  static String of(ByteBuf bytes) {
    byte[] array = new byte[bytes.readableBytes()];
    bytes.getBytes(bytes.readerIndex(), array);
    return HexFormat.ofDelimiter(" ").formatHex(array);
  }
}
