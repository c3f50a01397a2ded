package inkcast.web;

import inkcast.packet.Decoder;
import inkcast.stage.AddressSpace;
import inkcast.tick.Counters;
import inkcast.tick.Performance;
import inkcast.web.WebInitializer.Handlers;
import inkcast.web.WebInitializer.Timeouts;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * HTTP, WebSocket and OSCQuery on one TCP port. All its connections live on one event loop, so that
 * what a tick has to say is shared by them without locks.
 */
public final class WebServer implements AutoCloseable {
  private static final WriteBufferWaterMark WATER_MARKS =
      new WriteBufferWaterMark(64 * 1024, 256 * 1024);

  /** Beyond the water marks it would only be older ink that a slow phone gets to see. */
  private static final int SOCKET_BUFFER = 128 * 1024;

  private static final String TEMPERATURE_MAX = "temperatureMax"; // in the page
  private static final int BACKLOG = 1024;
  private static final long CLOSING_MILLIS = 1_500;

  private final Settings settings;
  private final IoEventLoop loop;
  private final ChannelGroup connections;
  private final ChannelGroup webSockets;
  private final WebOutput output;
  private final AddressSpace space;
  private final Feeds feeds;
  private final Pages pages;
  private final WebInitializer initializer;
  private final Disk disk = new Disk();
  private final Hosts hosts;
  private volatile @Nullable Channel listening;

  /**
   * A server that does not listen yet.
   *
   * @param group its connections' event loop is one of this
   * @param insight how it is with the whole
   */
  public WebServer(
      IoEventLoopGroup group,
      Settings settings,
      Performance performance,
      Insight insight,
      Counters counters) {
    this(group, settings, performance, insight, counters, Timeouts.DEFAULT);
  }

  WebServer(
      IoEventLoopGroup group,
      Settings settings,
      Performance performance,
      Insight insight,
      Counters counters,
      Timeouts timeouts) {
    this.settings = settings;
    loop = group.next();
    connections = new DefaultChannelGroup(loop);
    webSockets = new DefaultChannelGroup(loop);
    hosts = Hosts.of(settings.names(), settings.origins());
    output = new WebOutput(performance.space().nodes(), this::adapt, counters);
    Messages messages = new Messages(performance.space().nodes());
    feeds =
        new Feeds(
            performance.space(),
            performance.commands(),
            output,
            messages,
            loop,
            new Notices(webSockets),
            counters);
    space = performance.space();
    PhoneAddress phones = PhoneAddress.of(settings.bind());
    pages =
        Pages.load(
            Map.of(
                "prefix",
                settings.prefix(),
                TEMPERATURE_MAX,
                Double.toString(settings.maxTemperature()),
                "name",
                settings.name(),
                "phones",
                phones.exists() ? "yes" : "no",
                "token",
                settings.token() == null ? "no" : "yes"));
    RoleGate roles =
        new RoleGate(
            settings.operators(), settings.token(), new Attempts(System::nanoTime), counters);
    initializer =
        new WebInitializer(
            new Handlers(
                new ConnectionLimit(settings.connections(), counters),
                new RequestGate(hosts, counters),
                roles,
                new RecordHandler(
                    pages.record(), new Recordings(settings.recordings()), disk, counters),
                new OperatorHandler(pages, settings.token(), roles),
                new PageHandler(pages, phones, this::port),
                new HealthHandler(insight),
                new DrawingHandler(insight),
                new OscQueryHandler(
                    performance.space(), performance.commands(), settings.name(), this::port)),
            timeouts,
            new Client.Services(
                performance.control(),
                feeds,
                new Decoder(),
                counters,
                settings.messages(),
                System::nanoTime),
            connections,
            webSockets);
  }

  /** What the performance tells of every change. */
  public WebOutput output() {
    return output;
  }

  /**
   * Listens from now on.
   *
   * @throws BindException if the port is taken, or not to be had on this machine; the message is
   *     for people
   */
  public void start() throws IOException {
    boolean epoll = loop.isIoType(EpollIoHandler.class);
    Class<? extends ServerChannel> type =
        epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    InetSocketAddress address = new InetSocketAddress(settings.bind(), settings.port());
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loop)
            .channel(type)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_SNDBUF, SOCKET_BUFFER)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARKS)
            .childHandler(initializer)
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw unbound(bound.cause());
    }
    listening = bound.channel();
  }

  /** Answers to a further host name, as pages' addresses have it, from now on. Any thread. */
  public void alsoCalled(String name) {
    hosts.alsoCalled(name);
  }

  /** The port it listens on, 0 before the start. */
  public int port() {
    Channel channel = listening;
    return channel != null && channel.localAddress() instanceof InetSocketAddress address
        ? address.getPort()
        : 0;
  }

  /** Says goodbye to all and ends, within about a second; not on the event loop. */
  @Override
  public void close() {
    Channel channel = listening;
    if (channel != null) {
      channel.close().awaitUninterruptibly(CLOSING_MILLIS);
    }
    disk.close(); // what is being kept is kept, and its sender told
    webSockets
        .writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE))
        .awaitUninterruptibly(CLOSING_MILLIS / 3, TimeUnit.MILLISECONDS);
    connections.close().awaitUninterruptibly(CLOSING_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void adapt() {
    try {
      loop.execute(
          () -> {
            pages.set(TEMPERATURE_MAX, Double.toString(space.maxTemperature()));
            feeds.adapt();
          });
    } catch (RejectedExecutionException e) {
      // The event loop has ended, and with it everybody who listened.
    }
  }

  private BindException unbound(@Nullable Throwable cause) {
    String where = settings.bind() + ":" + settings.port();
    String why = cause == null ? "unknown" : String.valueOf(cause.getMessage());
    BindException exception =
        new BindException(
            why.contains("in use")
                ? "port " + settings.port() + " is taken: another program listens on " + where
                : "cannot listen on " + where + ": " + why);
    exception.initCause(cause);
    return exception;
  }
}
