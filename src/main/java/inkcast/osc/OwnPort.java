package inkcast.osc;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Objects;

/** The port of OSC control: what is told to it would come back as commands, and be told again. */
final class OwnPort {
  private static final InetAddress EVERYONE = InetAddress.ofLiteral("255.255.255.255");

  private OwnPort() {}

  /** Whether something sent there would arrive at a port of ours; may ask the system. */
  static boolean isReachedBy(int own, InetSocketAddress to) {
    return to.getPort() == own && isOurs(to.getAddress());
  }

  private static boolean isOurs(InetAddress address) {
    try {
      return address.isLoopbackAddress()
          || address.isAnyLocalAddress()
          || NetworkInterface.getByInetAddress(address) != null
          || isBroadcast(address);
    } catch (SocketException e) {
      return true; // rather nothing than strokes that come back as commands
    }
  }

  /** A broadcast comes back to its sender, too. */
  private static boolean isBroadcast(InetAddress address) throws SocketException {
    return address.equals(EVERYONE)
        || NetworkInterface.networkInterfaces()
            .flatMap(device -> device.getInterfaceAddresses().stream())
            .map(own -> own.getBroadcast())
            .filter(Objects::nonNull)
            .anyMatch(address::equals);
  }
}
