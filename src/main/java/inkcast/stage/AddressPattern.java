package inkcast.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An OSC 1.0 address pattern: {@code ?}, {@code *}, {@code [a-z]}, {@code [!a-z]} and {@code
 * {foo,bar}}, none of which crosses a slash. Immutable.
 */
public final class AddressPattern {
  /** Longer ones are refused: no address here is nearly as long, and matching stays cheap. */
  public static final int MAX_LENGTH = 256;

  private final List<Pattern> parts;

  private AddressPattern(List<Pattern> parts) {
    this.parts = parts;
  }

  /** A pattern that cannot be read; the message is for its sender. */
  public static final class BadPattern extends Exception {
    private static final long serialVersionUID = 1;

    BadPattern(String message) {
      super(message, null, false, false);
    }
  }

  /** Whether an address holds any of the pattern's special characters. */
  public static boolean isPattern(String address) {
    return address.chars().anyMatch(c -> "?*[]{}".indexOf(c) >= 0);
  }

  /**
   * Reads a pattern; a plain address is one too.
   *
   * @throws BadPattern if it does not start with a slash, is too long, or a bracket is not closed
   */
  public static AddressPattern parse(String pattern) throws BadPattern {
    if (pattern.length() > MAX_LENGTH) {
      throw new BadPattern("expected at most " + MAX_LENGTH + " characters in an address");
    }
    if (!pattern.startsWith("/")) {
      throw new BadPattern("expected an address that starts with /");
    }
    if (pattern.contains("//")) {
      throw new BadPattern("// is not supported");
    }
    List<Pattern> parts = new ArrayList<>();
    for (String part : parts(pattern)) {
      parts.add(compile(part));
    }
    return new AddressPattern(parts);
  }

  /** The names between the slashes of an address. */
  static List<String> parts(String address) {
    String bare = address.startsWith("/") ? address.substring(1) : address;
    return bare.isEmpty() ? List.of() : List.of(bare.split("/", -1));
  }

  /** Number of names between slashes. */
  int depth() {
    return parts.size();
  }

  /** Whether the name at this depth matches. */
  boolean matches(int depth, String name) {
    return parts.get(depth).matcher(name).matches();
  }

  private static Pattern compile(String part) throws BadPattern {
    StringBuilder regex = new StringBuilder();
    int at = 0;
    while (at < part.length()) {
      char c = part.charAt(at);
      int next = at + 1;
      switch (c) {
        case '?' -> regex.append('.');
        // Runs of * mean the same as one, and one backtracks less.
        case '*' -> regex.append(at > 0 && part.charAt(at - 1) == '*' ? "" : ".*");
        case '[' -> {
          next = end(part, at, ']');
          regex.append(characters(part.substring(at + 1, next - 1)));
        }
        case '{' -> {
          next = end(part, at, '}');
          regex.append(alternatives(part.substring(at + 1, next - 1)));
        }
        case ']', '}' -> throw new BadPattern("found " + c + " without its opening bracket");
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
      at = next;
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private static int end(String part, int open, char close) throws BadPattern {
    int end = part.indexOf(close, open);
    if (end < 0) {
      throw new BadPattern("expected a " + close + " after " + part.charAt(open));
    }
    return end + 1;
  }

  private static String characters(String set) throws BadPattern {
    boolean negated = set.startsWith("!");
    String members = negated ? set.substring(1) : set;
    if (members.isEmpty()) {
      throw new BadPattern("expected a character between [ and ]");
    }
    StringBuilder regex = new StringBuilder(negated ? "[^" : "[");
    for (int i = 0; i < members.length(); i++) {
      char c = members.charAt(i);
      boolean range = c == '-' && i > 0 && i < members.length() - 1;
      if (range && members.charAt(i - 1) > members.charAt(i + 1)) {
        throw new BadPattern("expected a rising range between [ and ]");
      }
      // A minus at either end means itself.
      regex.append(range ? "-" : Character.isLetterOrDigit(c) ? "" + c : "\\" + c);
    }
    return regex.append(']').toString();
  }

  private static String alternatives(String list) {
    List<String> quoted = new ArrayList<>();
    for (String alternative : list.split(",", -1)) {
      quoted.add(Pattern.quote(alternative));
    }
    return "(?:" + String.join("|", quoted) + ")";
  }
}
