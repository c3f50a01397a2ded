package inkcast.packet;

import java.util.HexFormat;
import java.util.List;

/**
 * A decoded OSC message.
 *
 * @param address starts with a slash; may be a pattern
 * @param types type tags without the comma, arrays' brackets included
 * @param arguments without brackets: i Integer, f Float, h Long, d Double, s and S String, c
 *     Character, T and F Boolean, b {@code byte[]}, N and I {@link Marker}; t Long, r and m
 *     Integer, as they stand in the packet
 */
public record Message(String address, String types, List<Object> arguments) {

  /** Arguments that are all type and no value. */
  public enum Marker {
    /** Type N. */
    NIL,
    /** Type I, an impulse in OSC 1.1. */
    INFINITUM
  }

  /**
   * The bytes of a message.
   *
   * @param address exact, no pattern
   * @param arguments Integer (i), Float (f), String (s, as UTF-8) only
   */
  public static byte[] encode(String address, List<?> arguments) {
    return JavaOsc.encode(address, arguments);
  }

  /** One line for people: address, type tags, values; safe to print on a terminal. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(printable(address));
    if (!types.isEmpty()) {
      line.append(' ').append(types);
    }
    int at = 0;
    for (int i = 0; i < types.length(); i++) {
      char type = types.charAt(i);
      if (type != '[' && type != ']') {
        line.append(' ').append(text(type, arguments.get(at++)));
      }
    }
    return line.toString();
  }

  private static String text(char type, Object argument) {
    return switch (argument) {
      case String s -> '"' + printable(s) + '"';
      case Character c -> "'" + printable(c.toString()) + "'";
      case byte[] blob -> "[" + HexFormat.of().formatHex(blob) + "]";
      case Long time when type == 't' -> HexFormat.of().toHexDigits(time);
      case Integer bits when type == 'r' || type == 'm' -> "#" + HexFormat.of().toHexDigits(bits);
      default -> argument.toString();
    };
  }

  private static String printable(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                line.append("\\u").append(HexFormat.of().toHexDigits((short) c));
              } else {
                line.appendCodePoint(c);
              }
            });
    return line.toString();
  }
}
