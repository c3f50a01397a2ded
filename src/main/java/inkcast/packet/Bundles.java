package inkcast.packet;

import io.netty.buffer.ByteBuf;
import java.util.List;

/** The parts of an OSC bundle: a header, then elements, each an int32 size and a packet. */
public final class Bundles {
  /** Bytes of a bundle before its first element. */
  public static final int HEADER_SIZE = 16;

  /** Bytes of an element before its packet. */
  public static final int ELEMENT_HEADER_SIZE = 4;

  private static final long NAME = 0x2362756e646c6500L; // "#bundle" and its NUL
  private static final long SECONDS_FROM_1900_TO_1970 = 2_208_988_800L; // RFC 868

  private Bundles() {}

  /**
   * Appends the header.
   *
   * @param wallMillis time of day, milliseconds since 1970
   */
  public static void header(ByteBuf into, long wallMillis) {
    into.writeLong(NAME);
    into.writeLong(timeTag(wallMillis));
  }

  /** Appends an element. */
  public static void element(ByteBuf into, Template template, double[] numbers) {
    into.writeInt(template.size());
    template.write(into, numbers);
  }

  /** Appends an element. */
  public static void element(ByteBuf into, TextTemplate template, List<String> texts) {
    byte[] message = template.encode(texts);
    into.writeInt(message.length);
    into.writeBytes(message);
  }

  /**
   * The OSC time tag, which is NTP's: 32 bits of seconds since 1900, then 32 bits of a second's
   * fraction (RFC 5905, section 6). The seconds wrap in 2036, as NTP's do.
   *
   * @param wallMillis time of day, milliseconds since 1970
   */
  static long timeTag(long wallMillis) {
    long seconds = Math.floorDiv(wallMillis, 1000L) + SECONDS_FROM_1900_TO_1970;
    long fraction = (Math.floorMod(wallMillis, 1000L) << 32) / 1000;
    return seconds << 32 | fraction;
  }
}
