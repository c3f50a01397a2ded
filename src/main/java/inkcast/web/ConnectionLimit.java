package inkcast.web;

import inkcast.tick.Counter;
import inkcast.tick.Counters;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;

/** Turns connections away while as many as configured are open. One event loop only. */
@Sharable
final class ConnectionLimit extends ChannelInboundHandlerAdapter {
  private static final ByteBuf FULL =
      Unpooled.unreleasableBuffer(
          Unpooled.directBuffer()
              .writeBytes(
                  """
                  HTTP/1.1 503 Service Unavailable\r
                  Content-Type: text/plain; charset=utf-8\r
                  Content-Length: 38\r
                  Retry-After: 5\r
                  Connection: close\r
                  \r
                  too many connections: try again later
                  """
                      .getBytes(StandardCharsets.US_ASCII))
              .asReadOnly());

  private final int most;
  private final Counters counters;
  private int open;

  ConnectionLimit(int most, Counters counters) {
    this.most = most;
    this.counters = counters;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    if (open < most) {
      open++;
      ctx.channel().closeFuture().addListener(closed -> open--);
      ctx.fireChannelActive();
      ctx.pipeline().remove(this);
      return;
    }
    counters.count(Counter.WEB_REFUSED_CONNECTIONS);
    ctx.writeAndFlush(FULL.duplicate()).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ReferenceCountUtil.release(message);
  }
}
