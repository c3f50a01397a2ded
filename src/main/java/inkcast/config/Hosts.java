package inkcast.config;

import java.net.InetAddress;
import java.util.regex.Pattern;

/** What may stand for a host, told apart without asking a name server. */
final class Hosts {
  private static final int MAX_NAME = 253;
  private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]{0,62}");

  /** Digits and dots alone: a mistyped address, never a name. */
  private static final Pattern NUMERIC = Pattern.compile("[0-9.]+");

  private Hosts() {}

  /** Whether this is an IP address, or could be a host's name. */
  static boolean isHost(String text) {
    return isAddress(text) || isName(text);
  }

  /** Whether this is an IPv4 address in full, or an IPv6 address without brackets, scope or not. */
  static boolean isAddress(String text) {
    int scope = text.indexOf('%');
    String address = scope < 0 ? text : text.substring(0, scope);
    boolean six = address.contains(":");
    if (scope >= 0 && (!six || scope == text.length() - 1)) {
      return false;
    }
    // ofLiteral would also read 127.1 and 1.
    if (!six && address.chars().filter(c -> c == '.').count() != 3) {
      return false;
    }
    try {
      return InetAddress.ofLiteral(address) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Whether this surely is the machine itself. */
  static boolean isLocal(String host) {
    if (!isAddress(host)) {
      return host.equalsIgnoreCase("localhost");
    }
    InetAddress address = InetAddress.ofLiteral(host.replaceFirst("%.*", ""));
    return address.isLoopbackAddress() || address.isAnyLocalAddress();
  }

  private static boolean isName(String text) {
    String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    if (name.length() > MAX_NAME || NUMERIC.matcher(name).matches()) {
      return false;
    }
    for (String label : name.split("\\.", -1)) {
      if (!LABEL.matcher(label).matches()) {
        return false;
      }
    }
    return true;
  }
}
