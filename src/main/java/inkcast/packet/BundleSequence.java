package inkcast.packet;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;

/**
 * Bundles one behind the other in a buffer, each small enough for a datagram. A bundle says nothing
 * of its own length; but as its name, read as an int32, is no element's size, a reader finds where
 * the next one begins. One thread; allocates nothing.
 */
public final class BundleSequence {
  /** Bytes of a bundle at most: what IPv4 and UDP leave of an Ethernet frame's 1,500. */
  public static final int MAX_BUNDLE = 1472;

  private static final int NAME_START = 0x2362756e; // "#bun"
  private static final int TIME_TAG = 8; // where it stands in a header
  private static final int NONE = -1;

  private ByteBuf into = Unpooled.EMPTY_BUFFER;
  private int bundle = NONE; // where the last one begins

  /** Begins anew, at the buffer's writer index. */
  public void begin(ByteBuf buffer) {
    into = buffer;
    bundle = NONE;
  }

  /** Bytes of that many bytes of elements and their bundles' headers, at most. */
  public static int size(int elements) {
    // Two neighbours are fuller than one bundle, or the second's first element had gone to the
    // first.
    int bundles = 2 * elements / (MAX_BUNDLE - Bundles.HEADER_SIZE) + 1;
    return elements + bundles * Bundles.HEADER_SIZE;
  }

  /** Whether the buffer can hold these, too. */
  public boolean fit(Template[] templates) {
    int size = 0;
    for (Template template : templates) {
      size += Bundles.HEADER_SIZE + Bundles.ELEMENT_HEADER_SIZE + template.size();
    }
    return size <= into.maxCapacity() - into.writerIndex();
  }

  /**
   * Appends an element, in a new bundle if the last would become too large. One that is too large
   * by itself has a bundle to itself.
   *
   * @return where the element's message begins
   */
  public int add(Template template, double[] numbers) {
    int message = begin(template.size());
    Bundles.element(into, template, numbers);
    return message;
  }

  /** As the other; allocates. */
  public void add(TextTemplate template, List<String> texts) {
    byte[] message = template.encode(texts);
    begin(message.length);
    into.writeInt(message.length);
    into.writeBytes(message);
  }

  private int begin(int message) {
    int size = Bundles.ELEMENT_HEADER_SIZE + message;
    if (bundle == NONE || into.writerIndex() - bundle + size > MAX_BUNDLE) {
      int previous = bundle;
      bundle = into.writerIndex();
      Bundles.header(into, 0);
      into.setLong(bundle + TIME_TAG, previous); // until end() knows the time
    }
    return into.writerIndex() + Bundles.ELEMENT_HEADER_SIZE;
  }

  /**
   * Gives all bundles their time tag.
   *
   * @param wallMillis time of day, milliseconds since 1970
   */
  public void end(long wallMillis) {
    long timeTag = TimeTag.ofMillis(wallMillis);
    while (bundle != NONE) {
      int previous = (int) into.getLong(bundle + TIME_TAG);
      into.setLong(bundle + TIME_TAG, timeTag);
      bundle = previous;
    }
  }

  /** Whether a bundle begins here; else an element does. */
  public static boolean begins(ByteBuf in, int at) {
    return in.getInt(at) == NAME_START;
  }

  /** Where the bundle that begins here ends. */
  public static int endOf(ByteBuf in, int bundle) {
    int at = bundle + Bundles.HEADER_SIZE;
    while (at < in.writerIndex() && !begins(in, at)) {
      at += Bundles.ELEMENT_HEADER_SIZE + in.getInt(at);
    }
    return at;
  }
}
