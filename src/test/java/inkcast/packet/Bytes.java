package inkcast.packet;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Literal packets: text as it is, {@code ~} for a NUL, hexadecimal digits between angle brackets.
 */
public final class Bytes {
  private Bytes() {}

  /** For instance {@code "/a~~,i~~<00000001>"}. */
  public static ByteBuf of(String literal) {
    ByteBuf bytes = Unpooled.buffer();
    for (String part : literal.split("(?=<)|(?<=>)")) {
      if (part.startsWith("<")) {
        bytes.writeBytes(HexFormat.of().parseHex(part, 1, part.length() - 1));
      } else {
        bytes.writeBytes(part.replace('~', '\0').getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes;
  }

  /** All hexadecimal, for comparing. */
  public static String hex(ByteBuf bytes) {
    return ByteBufUtil.hexDump(bytes);
  }

  /** All hexadecimal, for comparing. */
  public static String hex(String literal) {
    return hex(of(literal));
  }
}
