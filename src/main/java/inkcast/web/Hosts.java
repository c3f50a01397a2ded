package inkcast.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The names this server answers to. A page of a stranger reaches a daemon on loopback or in the LAN
 * through the visitor's browser, under a name of its own (DNS rebinding) or with its own origin; so
 * both are compared with what we are really called. Event loop only, but for {@link #alsoCalled}.
 */
final class Hosts {
  private static final Logger log = LoggerFactory.getLogger(Hosts.class);
  private static final long REFRESH_NS = 10_000_000_000L;

  private final Set<String> names = ConcurrentHashMap.newKeySet();
  private final Set<String> origins;
  private final Supplier<Set<InetAddress>> interfaces;
  private final LongSupplier nanoTime;
  private Set<InetAddress> addresses;
  private long readNs;

  /**
   * Names of a server.
   *
   * @param names beyond localhost, or addresses
   * @param origins beyond our own; {@code *} admits all, {@code null} that of files and sandboxes
   * @param interfaces the machine's present addresses
   */
  Hosts(
      Set<String> names,
      Set<String> origins,
      Supplier<Set<InetAddress>> interfaces,
      LongSupplier nanoTime) {
    names.forEach(this::alsoCalled);
    alsoCalled("localhost");
    this.origins = origins.stream().map(Hosts::lower).collect(Collectors.toSet());
    this.interfaces = interfaces;
    this.nanoTime = nanoTime;
    addresses = interfaces.get();
    readNs = nanoTime.getAsLong();
  }

  /** The names of this machine and those of the configuration. */
  static Hosts of(List<String> configured, List<String> origins) {
    Set<String> names = new HashSet<>(configured);
    String hostname = hostname();
    String bare = hostname.replaceAll("\\..*", "");
    names.addAll(List.of(hostname, bare, bare + ".local"));
    names.remove("");
    names.remove(".local");
    return new Hosts(names, Set.copyOf(origins), Hosts::addresses, System::nanoTime);
  }

  /** Admits a name from now on. Any thread. */
  void alsoCalled(String name) {
    names.add(canonical(name));
  }

  /** Whether a Host header, with or without a port, names this server. */
  boolean admitsHost(String authority) {
    String host = canonical(withoutPort(authority));
    return names.contains(host) || isOurAddress(host);
  }

  /** Whether pages of this origin may talk to us: our own hosts', and those configured. */
  boolean admitsOrigin(String origin) {
    String lower = lower(origin);
    if (origins.contains("*") || origins.contains(lower)) {
      return true;
    }
    for (String scheme : List.of("http://", "https://")) {
      if (lower.startsWith(scheme)) {
        return admitsHost(lower.substring(scheme.length()));
      }
    }
    return false;
  }

  private boolean isOurAddress(String host) {
    InetAddress address;
    try {
      address = InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException e) {
      return false;
    }
    // A machine changes networks while it runs.
    if (nanoTime.getAsLong() - readNs >= REFRESH_NS) {
      addresses = interfaces.get();
      readNs = nanoTime.getAsLong();
    }
    return address.isLoopbackAddress() || addresses.contains(address);
  }

  private static String withoutPort(String authority) {
    if (authority.startsWith("[")) {
      int close = authority.indexOf(']');
      boolean fits = close > 0 && isPort(authority.substring(close + 1));
      return fits ? authority.substring(1, close) : "";
    }
    int colon = authority.indexOf(':');
    if (colon < 0) {
      return authority;
    }
    return isPort(authority.substring(colon)) ? authority.substring(0, colon) : "";
  }

  private static boolean isPort(String rest) {
    return rest.isEmpty() || rest.matches(":[0-9]{0,5}");
  }

  private static String canonical(String host) {
    String lower = lower(host);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  // Not InetAddress.getLocalHost(): it asks the network, and waits where there is none.
  private static String hostname() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      String name = System.getenv("HOSTNAME");
      return name == null ? "" : name;
    }
  }

  private static Set<InetAddress> addresses() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .map(Hosts::withoutScope)
          .collect(Collectors.toSet());
    } catch (SocketException e) {
      log.warn("cannot list the network interfaces: {}", e.getMessage());
      return Set.of();
    }
  }

  private static InetAddress withoutScope(InetAddress address) {
    try {
      return InetAddress.getByAddress(address.getAddress());
    } catch (java.net.UnknownHostException e) {
      throw new AssertionError("the address of an interface has a right length", e);
    }
  }
}
