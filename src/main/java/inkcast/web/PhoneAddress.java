package inkcast.web;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a phone finds its page. Immutable, any thread. */
public final class PhoneAddress {
  private final InetAddress bound;
  private final Supplier<List<InetAddress>> machine;

  /**
   * Addresses of a server.
   *
   * @param bound what it listens on: an address of this machine, or all of them
   * @param machine the machine's present addresses beyond loopback
   */
  PhoneAddress(InetAddress bound, Supplier<List<InetAddress>> machine) {
    this.bound = bound;
    this.machine = machine;
  }

  /**
   * Addresses of a server on this machine.
   *
   * @param bind what it listens on; a name that nobody knows has none
   */
  public static PhoneAddress of(String bind) {
    InetAddress bound = new InetSocketAddress(bind, 0).getAddress();
    return new PhoneAddress(
        bound == null ? InetAddress.getLoopbackAddress() : bound, PhoneAddress::machine);
  }

  /** Whether phones can reach it at all: it listens beyond loopback. */
  public boolean exists() {
    return !bound.isLoopbackAddress();
  }

  /** The page's URLs at present, the likeliest first; none without a network. */
  public List<String> urls(int port) {
    List<InetAddress> addresses = bound.isAnyLocalAddress() ? machine.get() : List.of(bound);
    return addresses.stream().map(address -> url(address, port)).toList();
  }

  /**
   * The URL for the phones near a screen that shows the page; null if there is none.
   *
   * @param reached this machine's address as the screen's browser reaches it
   */
  @Nullable String near(InetAddress reached, int port) {
    if (!exists()) {
      return null;
    }
    if (!reached.isLoopbackAddress() && !reached.isLinkLocalAddress()) {
      return url(reached, port);
    }
    List<String> urls = urls(port); // the screen is this machine's own
    return urls.isEmpty() ? null : urls.getFirst();
  }

  /** The page's URL at an address. */
  public static String url(InetAddress address, int port) {
    String host = address.getHostAddress().replaceFirst("%.*", "");
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/";
  }

  /** What there is beyond loopback: IPv4 first, and real interfaces before those made later. */
  private static List<InetAddress> machine() {
    try {
      return NetworkInterface.networkInterfaces()
          .sorted(Comparator.comparingInt(NetworkInterface::getIndex))
          .flatMap(PhoneAddress::addresses)
          .sorted(Comparator.comparing(address -> !(address instanceof Inet4Address)))
          .toList();
    } catch (SocketException e) {
      return List.of();
    }
  }

  private static Stream<InetAddress> addresses(NetworkInterface device) {
    try {
      return device.isUp()
          ? device.inetAddresses().filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress())
          : Stream.empty();
    } catch (SocketException e) {
      return Stream.empty();
    }
  }
}
