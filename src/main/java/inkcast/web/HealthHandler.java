package inkcast.web;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.function.BooleanSupplier;

/** {@code /healthz}: whether ticks advance. */
@Sharable
final class HealthHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private final BooleanSupplier ticking;

  HealthHandler(BooleanSupplier ticking) {
    this.ticking = ticking;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    if (!new QueryStringDecoder(request.uri()).rawPath().equals("/healthz")) {
      ctx.fireChannelRead(request.retain());
      return;
    }
    Answers.send(
        ctx,
        request,
        ticking.getAsBoolean()
            ? Answers.of(HttpResponseStatus.OK, "ticking")
            : Answers.of(HttpResponseStatus.SERVICE_UNAVAILABLE, "the ticks have stopped"));
  }
}
