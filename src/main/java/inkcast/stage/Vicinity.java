package inkcast.stage;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Who may be sent what it asks for: loopback, private and link-local addresses. A datagram's source
 * may be forged, and a stream to whoever it names would be a weapon; these are not routed.
 */
public final class Vicinity {
  private static final int UNIQUE_LOCAL = 0xfc; // fc00::/7, RFC 4193
  private static final int UNIQUE_LOCAL_MASK = 0xfe;

  private Vicinity() {}

  /** Whether an address is one of them. */
  public static boolean includes(InetAddress address) {
    return address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || (address instanceof Inet4Address
            ? address.isSiteLocalAddress() // RFC 1918
            : (address.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL);
  }
}
