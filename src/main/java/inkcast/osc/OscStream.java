package inkcast.osc;

import inkcast.tick.Counter;
import inkcast.tick.Counters;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * OSC over TCP, framed by SLIP as OSC 1.1 has it: control in, and what a connection asks for goes
 * back over it. Its connections live on the reception's event loop.
 */
public final class OscStream implements AutoCloseable {
  /** Connections at once. */
  static final int MOST = 64;

  /** Connections of one host at once, so that it locks nobody else out. */
  static final int MOST_OF_A_HOST = 16;

  private static final WriteBufferWaterMark WATER_MARKS =
      new WriteBufferWaterMark(64 * 1024, 256 * 1024);

  /** Beyond the water marks it would only be older ink that a slow reader gets to see. */
  private static final int SOCKET_BUFFER = 128 * 1024;

  // A patch may say nothing for days; a machine that was switched off must not hold a place as
  // long.
  private static final int ALIVE_IDLE_SECONDS = 60;
  private static final int ALIVE_EVERY_SECONDS = 15;
  private static final int ALIVE_PROBES = 4;

  private static final long CLOSING_MILLIS = 500;

  private final Channel listening;
  private final ChannelGroup connections;

  private OscStream(Channel listening, ChannelGroup connections) {
    this.listening = listening;
    this.connections = connections;
  }

  /**
   * Begins to listen; returns when the port is bound.
   *
   * @param bind resolved; port 0 for any free one
   * @throws BindException if the port is taken or the address is not this machine's; the message is
   *     for people
   */
  public static OscStream open(InetSocketAddress bind, Reception reception, Counters counters)
      throws IOException {
    ChannelGroup connections = new DefaultChannelGroup(reception.loop());
    boolean epoll =
        reception.loop() instanceof IoEventLoopGroup loop && loop.isIoType(EpollIoHandler.class);
    Class<? extends ServerChannel> type =
        epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    ServerBootstrap server =
        new ServerBootstrap()
            .group(reception.loop())
            .channel(type)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(ChannelOption.SO_SNDBUF, SOCKET_BUFFER)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARKS)
            .childHandler(new Initializer(reception, connections, counters));
    if (epoll) {
      server
          .childOption(EpollChannelOption.TCP_KEEPIDLE, ALIVE_IDLE_SECONDS)
          .childOption(EpollChannelOption.TCP_KEEPINTVL, ALIVE_EVERY_SECONDS)
          .childOption(EpollChannelOption.TCP_KEEPCNT, ALIVE_PROBES);
    }
    return new OscStream(Binding.await(server.bind(bind), "TCP port", bind), connections);
  }

  /** The port that was bound. */
  public int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  @Override
  public void close() {
    listening.close().awaitUninterruptibly(CLOSING_MILLIS);
    connections.close().awaitUninterruptibly(CLOSING_MILLIS);
  }

  /** Makes the pipeline of a connection, if there is room for one more. */
  private static final class Initializer extends ChannelInitializer<Channel> {
    private final Reception reception;
    private final ChannelGroup connections;
    private final Counters counters;

    Initializer(Reception reception, ChannelGroup connections, Counters counters) {
      this.reception = reception;
      this.connections = connections;
      this.counters = counters;
    }

    @Override
    protected void initChannel(Channel connection) {
      if (isFull(host(connection))) {
        counters.count(Counter.OSC_REFUSED_CONNECTIONS);
        var _ = connection.close();
        return;
      }
      connections.add(connection);
      counters.add(Counter.OSC_CONNECTIONS, 1);
      connection.closeFuture().addListener(closed -> counters.add(Counter.OSC_CONNECTIONS, -1));
      connection
          .pipeline()
          .addLast(new SlipDecoder(counters))
          .addLast(new SlipEncoder())
          .addLast(new StreamHandler(connection, reception, counters));
    }

    private boolean isFull(@Nullable InetAddress host) {
      return connections.size() >= MOST
          || connections.stream().filter(c -> Objects.equals(host(c), host)).count()
              >= MOST_OF_A_HOST;
    }

    private static @Nullable InetAddress host(Channel connection) {
      return connection.remoteAddress() instanceof InetSocketAddress remote
          ? remote.getAddress()
          : null; // gone already
    }
  }
}
