package inkcast.rtpmidi;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoEventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Two consecutive UDP ports. Whoever does not care which gets an even one for control: some peers
 * tell the two apart by that.
 */
record Ports(Channel control, Channel data) {
  private static final int TRIES = 64;
  private static final int MAX_PORT = 65_534;

  /** Commands and a journal of the greatest lengths that their fields can say, and more. */
  private static final int DATAGRAM_BYTES = 1 << 15;

  private static final int SOCKET_BUFFER_BYTES = 1 << 20;

  /** Packets that may wait for the system: some ticks of many notes to many peers. */
  private static final WriteBufferWaterMark WAITING_BYTES =
      new WriteBufferWaterMark(SOCKET_BUFFER_BYTES, 2 * SOCKET_BUFFER_BYTES);

  /**
   * Binds both, and waits for it: not on the event loop.
   *
   * @param bind the control port; 0: any two
   * @throws BindException if one of them is taken or cannot be had; the message is for people
   */
  static Ports bind(
      EventLoop loop, InetSocketAddress bind, ChannelHandler control, ChannelHandler data)
      throws BindException {
    if (bind.getPort() > MAX_PORT) {
      throw new BindException("UDP port " + bind.getPort() + " has no port behind it");
    }
    if (bind.getPort() != 0) {
      return pair(loop, bind.getAddress(), bind.getPort(), control, data);
    }
    for (int i = 1; ; i++) {
      int port = 0;
      Channel probe = await(socket(loop, bind.getAddress(), control).bind(bind), bind);
      try {
        port = ((InetSocketAddress) probe.localAddress()).getPort() & ~1;
      } finally {
        probe.close().awaitUninterruptibly();
      }
      try {
        return pair(loop, bind.getAddress(), port, control, data);
      } catch (BindException e) {
        if (i == TRIES) {
          throw e;
        }
      }
    }
  }

  private static Ports pair(
      EventLoop loop, InetAddress address, int port, ChannelHandler control, ChannelHandler data)
      throws BindException {
    InetSocketAddress first = new InetSocketAddress(address, port);
    InetSocketAddress second = new InetSocketAddress(address, port + 1);
    Channel bound = await(socket(loop, address, control).bind(first), first);
    try {
      return new Ports(bound, await(socket(loop, address, data).bind(second), second));
    } catch (BindException e) {
      bound.close().awaitUninterruptibly();
      throw e;
    }
  }

  /** The control port that was bound. */
  int port() {
    return ((InetSocketAddress) control.localAddress()).getPort();
  }

  /** Closes both, soon; any thread. */
  void close() {
    var _ = control.close();
    var _ = data.close();
  }

  private static Bootstrap socket(EventLoop loop, InetAddress address, ChannelHandler handler) {
    SocketProtocolFamily family =
        address instanceof Inet6Address ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
    boolean epoll = loop instanceof IoEventLoop io && io.isIoType(EpollIoHandler.class);
    return new Bootstrap()
        .group(loop)
        .channelFactory(
            () -> epoll ? new EpollDatagramChannel(family) : new NioDatagramChannel(family))
        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WAITING_BYTES)
        .option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER_BYTES)
        .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER_BYTES)
        .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(DATAGRAM_BYTES))
        .handler(handler);
  }

  private static Channel await(ChannelFuture binding, InetSocketAddress bind) throws BindException {
    Throwable cause = binding.awaitUninterruptibly().cause();
    if (cause == null) {
      return binding.channel();
    }
    String reason = String.valueOf(cause.getMessage());
    BindException e =
        new BindException(
            "UDP port %d on %s %s"
                .formatted(
                    bind.getPort(),
                    bind.getAddress().getHostAddress(),
                    reason.contains("in use")
                        ? "is taken by another program"
                        : "cannot be used: " + reason));
    e.initCause(cause);
    throw e;
  }
}
