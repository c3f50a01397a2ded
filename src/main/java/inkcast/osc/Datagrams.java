package inkcast.osc;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.net.Inet6Address;
import java.net.InetAddress;

/** UDP sockets of the kind that an event loop can serve: epoll, else NIO. */
final class Datagrams {
  /** Room in the kernel for bursts; it grants what it allows. */
  private static final int SOCKET_BUFFER_BYTES = 1 << 20;

  private Datagrams() {}

  /**
   * A socket to be.
   *
   * @param group its event loop, or several to choose from
   * @param address decides between IPv4 and IPv6
   */
  static Bootstrap socket(EventLoopGroup group, InetAddress address, ChannelHandler handler) {
    SocketProtocolFamily family =
        address instanceof Inet6Address ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
    boolean epoll = group instanceof IoEventLoopGroup loops && loops.isIoType(EpollIoHandler.class);
    return new Bootstrap()
        .group(group)
        .channelFactory(
            () -> epoll ? new EpollDatagramChannel(family) : new NioDatagramChannel(family))
        .option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER_BYTES)
        .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER_BYTES)
        .handler(handler);
  }
}
