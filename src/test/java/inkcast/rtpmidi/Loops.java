package inkcast.rtpmidi;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.TimeUnit;

/** Event loops for tests. */
final class Loops {
  private Loops() {}

  /** One of epoll where that exists, else of NIO. */
  static EventLoopGroup open() {
    return Epoll.isAvailable()
        ? new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory())
        : nio();
  }

  static EventLoopGroup nio() {
    return new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  }

  static void close(EventLoopGroup group) {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
