package inkcast.web;

import inkcast.stage.Role;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.flow.FlowControlHandler;

/** Makes the pipeline of a connection: HTTP at first, WebSocket after an upgrade. */
final class WebInitializer extends ChannelInitializer<Channel> {
  /** Bytes of an incoming WebSocket message at most. */
  static final int MAX_FRAME = 64 * 1024;

  private static final String LINGERING = "lingering";
  private static final HttpDecoderConfig HTTP =
      new HttpDecoderConfig().setMaxInitialLineLength(4096).setMaxHeaderSize(8192);
  private static final WebSocketServerProtocolConfig WEB_SOCKET =
      WebSocketServerProtocolConfig.newBuilder()
          .websocketPath("/")
          .sendCloseFrame(null) // whoever closes says why
          .decoderConfig(
              WebSocketDecoderConfig.newBuilder()
                  .maxFramePayloadLength(MAX_FRAME)
                  .allowExtensions(false)
                  .withUTF8Validator(true)
                  .build())
          .build();

  private final Handlers shared;
  private final Timeouts timeouts;
  private final Client.Services services;
  private final ChannelGroup connections;
  private final ChannelGroup webSockets;
  private final Counters counters;

  /**
   * Makes pipelines, all for one event loop.
   *
   * @param connections takes every connection up
   * @param webSockets takes those up that have become a WebSocket
   */
  WebInitializer(
      Handlers shared,
      Timeouts timeouts,
      Client.Services services,
      ChannelGroup connections,
      ChannelGroup webSockets) {
    this.shared = shared;
    this.timeouts = timeouts;
    this.services = services;
    this.connections = connections;
    this.webSockets = webSockets;
    counters = services.counters();
  }

  /** Handlers that serve all connections. */
  record Handlers(
      ConnectionLimit limit,
      RequestGate gate,
      RoleGate roles,
      RecordHandler record,
      OperatorHandler operator,
      PageHandler pages,
      HealthHandler health,
      DrawingHandler drawings,
      OscQueryHandler oscQuery) {}

  /**
   * How long a connection may be silent.
   *
   * @param requestMillis before its first request is complete
   * @param idleMillis between an answer and the next request
   * @param pingMillis between pings of a WebSocket; three without any answer end it
   */
  record Timeouts(long requestMillis, long idleMillis, long pingMillis) {
    static final Timeouts DEFAULT = new Timeouts(10_000, 30_000, 15_000);
  }

  @Override
  protected void initChannel(Channel channel) {
    connections.add(channel);
    channel
        .pipeline()
        .addLast(LINGERING, new LingeringClose())
        .addLast(shared.limit)
        .addLast(new HttpServerCodec(HTTP))
        .addLast(new Bodies(shared.roles, counters))
        .addLast(new FlowControlHandler())
        .addLast(
            new RequestTurn(
                timeouts.requestMillis,
                timeouts.idleMillis,
                services.messagesPerSecond(),
                counters))
        .addLast(shared.gate)
        .addLast(shared.roles)
        .addLast(new WebSocketUpgrade(this::addWebSocket, counters))
        .addLast(shared.record)
        .addLast(shared.operator)
        .addLast(shared.pages)
        .addLast(shared.health)
        .addLast(shared.drawings)
        .addLast(shared.oscQuery);
  }

  private void addWebSocket(ChannelPipeline pipeline, Role role) {
    pipeline
        .addLast(new WebSocketServerProtocolHandler(WEB_SOCKET))
        .addLast(new WebSocketFrameAggregator(MAX_FRAME))
        .addLast(new Client(services, role, this::opened));
  }

  private void opened(ChannelHandlerContext ctx) {
    ctx.pipeline().remove(FlowControlHandler.class);
    ctx.pipeline().remove(RequestTurn.class);
    ctx.pipeline().remove(RequestGate.class);
    ctx.pipeline().remove(RoleGate.class);
    ctx.pipeline().remove(WebSocketUpgrade.class);
    ctx.pipeline().addAfter(LINGERING, null, new Heartbeat(timeouts.pingMillis, counters));
    webSockets.add(ctx.channel());
    counters.count(Counter.WEB_CONNECTIONS);
    ctx.channel().closeFuture().addListener(closed -> counters.add(Counter.WEB_CONNECTIONS, -1));
  }
}
