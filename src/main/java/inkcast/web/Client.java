package inkcast.web;

import inkcast.packet.Decoder;
import inkcast.packet.MalformedPacket;
import inkcast.packet.Message;
import inkcast.stage.Control;
import inkcast.stage.Refusal;
import inkcast.stage.Role;
import inkcast.stage.Source;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.web.TextCommand.Unreadable;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One WebSocket: what it says, and what it listens to. Event loop only. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the connection
final class Client extends SimpleChannelInboundHandler<WebSocketFrame> implements Source {
  private static final Logger log = LoggerFactory.getLogger(Client.class);
  private static final long SECOND_NS = 1_000_000_000;

  /** LISTENs come in a burst, one a node, when a tool connects. */
  private static final int LISTENS_A_MESSAGE = 10;

  private final Services services;
  private final Role role;
  private final Consumer<ChannelHandlerContext> opened;
  private final MessageRate messages;
  private final MessageRate listens;
  private final Listening listening;
  private volatile @Nullable ChannelHandlerContext ctx;
  private boolean behind; // something was not sent to it
  private long floodToldNs;

  /**
   * Speaks for one connection.
   *
   * @param role stays for as long as the connection lives
   * @param opened is told when it has become a WebSocket
   */
  Client(Services services, Role role, Consumer<ChannelHandlerContext> opened) {
    this.opened = opened;
    this.services = services;
    this.role = role;
    listening = new Listening(this, services.feeds);
    long now = services.nanoTime.getAsLong();
    messages = new MessageRate(services.messagesPerSecond, now);
    listens = new MessageRate(LISTENS_A_MESSAGE * services.messagesPerSecond, now);
    floodToldNs = now - SECOND_NS;
  }

  /**
   * What all connections share.
   *
   * @param decoder the event loop's
   * @param messagesPerSecond of each connection at most
   */
  record Services(
      Control control,
      Feeds feeds,
      Decoder decoder,
      Counters counters,
      int messagesPerSecond,
      LongSupplier nanoTime) {}

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    this.ctx = ctx;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof HandshakeComplete) {
      opened.accept(ctx);
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
    if (frame instanceof TextWebSocketFrame text) {
      hear(ctx, text.text());
    } else if (frame instanceof BinaryWebSocketFrame) {
      hear(ctx, frame.content());
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    // Whoever does not read what is sent is not read either: answers to pings would pile up.
    ctx.channel().config().setAutoRead(ctx.channel().isWritable());
    if (behind && ctx.channel().isWritable()) {
      behind = false;
      listening.refresh();
    }
    Notices.catchUp(ctx.channel());
    ctx.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    listening.end();
    services.control.leave(this);
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException corrupted) {
      boolean large = corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG);
      // The decoder has closed already, and said why.
      services.counters.count(large ? Counter.WEB_TOO_LARGE : Counter.WEB_MALFORMED);
    } else if (cause instanceof TooLongFrameException) {
      services.counters.count(Counter.WEB_TOO_LARGE);
      close(ctx, WebSocketCloseStatus.MESSAGE_TOO_BIG);
    } else {
      log.debug("closing {}", ctx.channel().remoteAddress(), cause);
      ctx.close();
    }
  }

  /**
   * Sends frames of a feed, unless the client still has too much before it.
   *
   * @param frames whole WebSocket frames, shared by many clients
   */
  void send(ByteBuf frames) {
    ChannelHandlerContext to = ctx;
    if (to == null || !to.channel().isActive()) {
      return;
    }
    if (to.channel().isWritable()) {
      to.writeAndFlush(frames.retainedDuplicate());
    } else {
      behind = true;
      services.counters.count(Counter.WEB_DROPPED);
    }
  }

  /** Takes the present values of a feed; what follows will come by {@link #send}. */
  void welcome(Feed feed, ByteBuf frames, int values) {
    if (listening.told(feed, values)) {
      send(frames);
    }
  }

  private void hear(ChannelHandlerContext ctx, String text) {
    try {
      switch (TextCommand.parse(text)) {
        case TextCommand.Message message -> {
          if (admitted(ctx, messages, message.address())) {
            submit(ctx, message.address(), message.arguments());
          }
        }
        case TextCommand.Query query -> {
          if (admitted(ctx, listens, TextCommand.excerpt(text))) {
            obey(ctx, query, text);
          }
        }
      }
    } catch (Unreadable e) {
      services.counters.count(Counter.WEB_MALFORMED);
      if (admitted(ctx, messages, e.about())) {
        complain(ctx, String.valueOf(e.getMessage()), e.about());
      }
    }
  }

  private void hear(ChannelHandlerContext ctx, ByteBuf packet) {
    try {
      for (Message message : services.decoder.decode(packet)) {
        if (admitted(ctx, messages, message.address())) {
          submit(ctx, message.address(), message.arguments());
        }
      }
    } catch (MalformedPacket e) {
      services.counters.count(Counter.WEB_MALFORMED);
      if (admitted(ctx, messages, "")) {
        complain(ctx, String.valueOf(e.getMessage()), "");
      }
    }
  }

  private void submit(ChannelHandlerContext ctx, String address, List<Object> arguments) {
    Refusal refusal =
        services.control.submit(this, address, arguments, later -> tell(ctx, later, address));
    if (refusal != null) {
      complain(ctx, refusal.message(), address);
    }
  }

  @Override
  public Role role() {
    return role;
  }

  @Override
  public void turn(String address, int place, int points) {
    ChannelHandlerContext to = ctx;
    if (to != null) {
      int most = Math.min(points, services.messagesPerSecond);
      later(to, () -> say(to, TextCommand.Json.turn(address, place, most)));
    }
  }

  /** Any thread. */
  private void tell(ChannelHandlerContext ctx, Refusal refusal, String about) {
    later(ctx, () -> complain(ctx, refusal.message(), about));
  }

  private static void later(ChannelHandlerContext ctx, Runnable what) {
    try {
      ctx.executor().execute(what);
    } catch (RejectedExecutionException e) {
      // The event loop has ended, and with it the sender's connection.
    }
  }

  private void obey(ChannelHandlerContext ctx, TextCommand.Query query, String text) {
    String address = query.data();
    boolean listen = query.command().equals("LISTEN");
    if (!listen && !query.command().equals("IGNORE")) {
      services.counters.count(Counter.WEB_UNKNOWN_COMMANDS);
    } else if (address == null) {
      services.counters.count(Counter.WEB_MALFORMED);
      complain(ctx, "expected an address after \"DATA\"", text);
    } else if (listen) {
      listen(ctx, address);
    } else {
      listening.ignore(address);
    }
  }

  private void listen(ChannelHandlerContext ctx, String address) {
    Refusal refusal = listening.listen(address);
    if (refusal != null) {
      services.counters.count(refusal);
      complain(ctx, refusal.message(), address);
    }
  }

  private boolean admitted(ChannelHandlerContext ctx, MessageRate rate, String about) {
    long now = services.nanoTime.getAsLong();
    if (rate.admits(now)) {
      return true;
    }
    services.counters.count(Counter.WEB_FLOODED);
    if (rate.hopeless()) {
      close(ctx, WebSocketCloseStatus.POLICY_VIOLATION);
    } else if (now - floodToldNs >= SECOND_NS) {
      // Once a second: an answer to each would be a flood of ours.
      floodToldNs = now;
      complain(ctx, "expected at most " + services.messagesPerSecond + " messages a second", about);
    }
    return false;
  }

  private void complain(ChannelHandlerContext ctx, String message, String about) {
    say(ctx, TextCommand.Json.error(message, TextCommand.excerpt(about)));
  }

  private static void say(ChannelHandlerContext ctx, String notice) {
    if (ctx.channel().isWritable()) {
      ctx.writeAndFlush(new TextWebSocketFrame(notice));
    }
  }

  private static void close(ChannelHandlerContext ctx, WebSocketCloseStatus status) {
    if (ctx.channel().isActive()) {
      ctx.writeAndFlush(new CloseWebSocketFrame(status)).addListener(ChannelFutureListener.CLOSE);
    }
  }
}
