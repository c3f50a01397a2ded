package inkcast.osc;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Event loops for tests. */
final class Loops {
  private Loops() {}

  /** One of epoll where that exists, else of NIO. */
  static EventLoopGroup open() {
    return open(Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  }

  /** One of each kind that exists here. */
  static Stream<EventLoopGroup> kinds() {
    return Epoll.isAvailable()
        ? Stream.of(open(NioIoHandler.newFactory()), open(EpollIoHandler.newFactory()))
        : Stream.of(open());
  }

  static void close(EventLoopGroup group) {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private static EventLoopGroup open(IoHandlerFactory factory) {
    return new MultiThreadIoEventLoopGroup(1, factory);
  }
}
