package inkcast.discovery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A network that this machine is in.
 *
 * @param device the interface's name
 * @param address of this machine there
 * @param prefix leading bits of the address that are the network's
 */
record Network(String device, InetAddress address, int prefix) {
  /**
   * Those whose members can reach a server.
   *
   * @param bound what the server listens on: an address of this machine, or all of them
   */
  static List<Network> reaching(InetAddress bound) throws SocketException {
    List<Network> all = new ArrayList<>();
    List<NetworkInterface> interfaces =
        NetworkInterface.networkInterfaces()
            .sorted(Comparator.comparingInt(NetworkInterface::getIndex))
            .toList();
    for (NetworkInterface device : interfaces) {
      if (device.isUp() // and has a carrier
          && device.supportsMulticast()
          && !device.isLoopback()
          && !device.isPointToPoint()) {
        for (InterfaceAddress address : device.getInterfaceAddresses()) {
          all.add(
              new Network(
                  device.getName(), address.getAddress(), address.getNetworkPrefixLength()));
        }
      }
    }
    return choose(all, bound);
  }

  /**
   * One address a network and interface, the first. Two that announce the same name where both are
   * heard would take each other for a stranger of that name: as by cable and radio in one network.
   * IPv4 unless the server listens on an IPv6 address alone: whoever has IPv6 has that too.
   */
  static List<Network> choose(List<Network> all, InetAddress bound) {
    List<Network> chosen = new ArrayList<>();
    for (Network network : all) {
      boolean reaching =
          bound.isAnyLocalAddress()
              ? network.address instanceof Inet4Address
              : network.address.equals(bound);
      if (reaching && chosen.stream().noneMatch(network::meets)) {
        chosen.add(network);
      }
    }
    return chosen;
  }

  private boolean meets(Network other) {
    return device.equals(other.device) || contains(other.address) || other.contains(address);
  }

  private boolean contains(InetAddress other) {
    byte[] ours = address.getAddress();
    byte[] theirs = other.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      if (((ours[bit / 8] ^ theirs[bit / 8]) & 0x80 >> bit % 8) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return address.getHostAddress() + " (" + device + ")";
  }
}
