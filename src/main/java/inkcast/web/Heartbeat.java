package inkcast.web;

import inkcast.tick.Counter;
import inkcast.tick.Counters;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;

/** Asks a silent WebSocket whether it still lives, and ends it when it does not answer. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the connection
final class Heartbeat extends IdleStateHandler {
  private static final int PATIENCE = 3; // silent periods

  private final Counters counters;
  private int silent;

  /**
   * Watches one connection.
   *
   * @param millis of silence before each ping
   */
  Heartbeat(long millis, Counters counters) {
    super(millis, 0, 0, TimeUnit.MILLISECONDS);
    this.counters = counters;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    silent = 0;
    super.channelRead(ctx, message);
  }

  @Override
  protected void channelIdle(ChannelHandlerContext ctx, IdleStateEvent event) {
    if (++silent < PATIENCE) {
      ctx.channel().writeAndFlush(new PingWebSocketFrame());
    } else {
      counters.count(Counter.WEB_TIMEOUTS);
      ctx.close();
    }
  }
}
