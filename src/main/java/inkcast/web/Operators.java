package inkcast.web;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;

/** The sources whose messages may do everything. Immutable, any thread. */
public final class Operators implements Predicate<InetAddress> {
  private static final String LOOPBACK = "loopback";

  private final boolean loopback;
  private final List<Block> blocks;

  /**
   * Reads the sources.
   *
   * @param sources each an address, a block such as {@code 10.0.0.0/8}, or {@code loopback}
   * @throws IllegalArgumentException if one is none of these; the message names it
   */
  public Operators(List<String> sources) {
    loopback = sources.contains(LOOPBACK);
    blocks = sources.stream().filter(s -> !s.equals(LOOPBACK)).map(Block::parse).toList();
  }

  @Override
  public boolean test(InetAddress source) {
    return (loopback && source.isLoopbackAddress())
        || blocks.stream().anyMatch(b -> b.contains(source.getAddress()));
  }

  @SuppressWarnings("ArrayRecordComponent") // never changed, never compared
  private record Block(byte[] prefix, int bits) {

    static Block parse(String text) {
      int slash = text.indexOf('/');
      try {
        byte[] prefix = literal(slash < 0 ? text : text.substring(0, slash));
        int longest = prefix.length * Byte.SIZE;
        int bits = slash < 0 ? longest : Integer.parseInt(text.substring(slash + 1));
        if (bits >= 0 && bits <= longest) {
          return new Block(prefix, bits);
        }
      } catch (IllegalArgumentException e) {
        // said below, once for all that can be wrong
      }
      throw new IllegalArgumentException(
          "expected loopback, an address or a block such as 10.0.0.0/8, found \"" + text + "\"");
    }

    boolean contains(byte[] address) {
      if (address.length != prefix.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % Byte.SIZE);
        if (((address[bit / Byte.SIZE] ^ prefix[bit / Byte.SIZE]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }

    private static byte[] literal(String text) {
      return InetAddress.ofLiteral(text).getAddress();
    }
  }
}
