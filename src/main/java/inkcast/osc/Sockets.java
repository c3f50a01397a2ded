package inkcast.osc;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The sockets that send: one for IPv4, one for IPv6, each opened when first needed. Not connected,
 * so that no target's error disturbs another, and that a changed network is used at once.
 */
final class Sockets {
  private final EventLoop loop;
  private volatile @Nullable Channel ipv4;
  private volatile @Nullable Channel ipv6;

  /**
   * No socket yet.
   *
   * @param loop runs them all
   */
  Sockets(EventLoop loop) {
    this.loop = loop;
  }

  /**
   * A way to an address. Waits for sockets to be opened: not on the event loop; one thread at a
   * time. If the system gives no socket, its IOException is thrown undeclared.
   */
  DatagramRoute route(Target target, InetAddress address) {
    InetSocketAddress remote = new InetSocketAddress(address, target.port());
    Channel socket = address instanceof Inet6Address ? ipv6(address) : ipv4(address);
    Channel witness =
        address.isMulticastAddress()
            ? null
            : Witness.open(loop, (InetSocketAddress) socket.localAddress(), remote, target);
    return new DatagramRoute(socket, remote, target, witness);
  }

  /** Closes after what was flushed; any thread. */
  void close() {
    close(ipv4);
    close(ipv6);
  }

  private static void close(@Nullable Channel socket) {
    if (socket != null) {
      var _ = socket.close();
    }
  }

  private Channel ipv4(InetAddress address) {
    Channel socket = ipv4;
    if (socket == null) {
      socket = open(address, "0.0.0.0");
      ipv4 = socket;
    }
    return socket;
  }

  private Channel ipv6(InetAddress address) {
    Channel socket = ipv6;
    if (socket == null) {
      socket = open(address, "::");
      ipv6 = socket;
    }
    return socket;
  }

  private Channel open(InetAddress family, String any) {
    return Datagrams.socket(loop, family, new ChannelInboundHandlerAdapter())
        .option(ChannelOption.AUTO_READ, false)
        .option(ChannelOption.SO_BROADCAST, true)
        .option(ChannelOption.SO_REUSEADDR, true) // for the witnesses
        .bind(InetAddress.ofLiteral(any), 0)
        .syncUninterruptibly()
        .channel();
  }
}
