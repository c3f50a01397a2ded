package inkcast.packet;

import io.netty.buffer.ByteBuf;
import java.util.List;

/** The parts of an OSC bundle: a header, then elements, each an int32 size and a packet. */
public final class Bundles {
  /** Bytes of a bundle before its first element. */
  public static final int HEADER_SIZE = 16;

  /** Bytes of an element before its packet. */
  public static final int ELEMENT_HEADER_SIZE = 4;

  /** What a bundle begins with. */
  public static final long NAME = 0x2362756e646c6500L; // "#bundle" and its NUL

  private Bundles() {}

  /**
   * Appends the header.
   *
   * @param wallMillis time of day, milliseconds since 1970
   */
  public static void header(ByteBuf into, long wallMillis) {
    begin(into, TimeTag.ofMillis(wallMillis));
  }

  /** Appends the header. */
  public static void begin(ByteBuf into, long timeTag) {
    into.writeLong(NAME);
    into.writeLong(timeTag);
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
}
