package inkcast.stage;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * An OSC 1.0 address pattern: {@code ?}, {@code *}, {@code [a-z]}, {@code [!a-z]} and {@code
 * {foo,bar}}, none of which crosses a slash. Immutable.
 */
public final class AddressPattern {
  /** Longer ones are refused: no address here is nearly as long, and matching stays cheap. */
  public static final int MAX_LENGTH = 256;

  private final List<List<Token>> parts;

  private AddressPattern(List<List<Token>> parts) {
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
    List<List<Token>> parts = new ArrayList<>();
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

  /**
   * Whether the name at this depth matches; takes tokens times characters, whatever the pattern.
   */
  boolean matches(int depth, String name) {
    BitSet reached = new BitSet(); // places in the name up to which the tokens so far can match
    reached.set(0);
    for (Token token : parts.get(depth)) {
      BitSet next = new BitSet();
      for (int at = reached.nextSetBit(0); at >= 0; at = reached.nextSetBit(at + 1)) {
        token.step(name, at, next);
      }
      reached = next;
    }
    return reached.get(name.length());
  }

  /** A piece of a pattern. A regex would say the same shorter, and backtrack for hours. */
  private sealed interface Token {

    /** Notes each place that this piece can reach from a place in the name. */
    void step(String name, int at, BitSet next);
  }

  private record Any() implements Token {
    @Override
    public void step(String name, int at, BitSet next) {
      next.set(at, name.length() + 1);
    }
  }

  private record OneOf(String members, boolean negated) implements Token {
    @Override
    public void step(String name, int at, BitSet next) {
      if (at < name.length() && (members.indexOf(name.charAt(at)) >= 0) != negated) {
        next.set(at + 1);
      }
    }
  }

  private record Text(List<String> alternatives) implements Token {
    @Override
    public void step(String name, int at, BitSet next) {
      for (String alternative : alternatives) {
        if (name.startsWith(alternative, at)) {
          next.set(at + alternative.length());
        }
      }
    }
  }

  private static List<Token> compile(String part) throws BadPattern {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < part.length()) {
      char c = part.charAt(at);
      int next = at + 1;
      switch (c) {
        case '?' -> tokens.add(new OneOf("", true));
        case '*' -> tokens.add(new Any());
        case '[' -> {
          next = end(part, at, ']');
          tokens.add(characters(part.substring(at + 1, next - 1)));
        }
        case '{' -> {
          next = end(part, at, '}');
          tokens.add(new Text(List.of(part.substring(at + 1, next - 1).split(",", -1))));
        }
        case ']', '}' -> throw new BadPattern("found " + c + " without its opening bracket");
        default -> tokens.add(new Text(List.of(String.valueOf(c))));
      }
      at = next;
    }
    return tokens;
  }

  private static int end(String part, int open, char close) throws BadPattern {
    int end = part.indexOf(close, open);
    if (end < 0) {
      throw new BadPattern("expected a " + close + " after " + part.charAt(open));
    }
    return end + 1;
  }

  private static Token characters(String set) throws BadPattern {
    boolean negated = set.startsWith("!");
    String listed = negated ? set.substring(1) : set;
    if (listed.isEmpty()) {
      throw new BadPattern("expected a character between [ and ]");
    }
    StringBuilder members = new StringBuilder();
    for (int i = 0; i < listed.length(); i++) {
      char c = listed.charAt(i);
      if (c == '-' && i > 0 && i < listed.length() - 1) { // at either end it means itself
        if (listed.charAt(i - 1) > listed.charAt(i + 1)) {
          throw new BadPattern("expected a rising range between [ and ]");
        }
        for (char m = listed.charAt(i - 1); m < listed.charAt(i + 1); m++) {
          members.append(m);
        }
      } else {
        members.append(c);
      }
    }
    return new OneOf(members.toString(), negated);
  }
}
