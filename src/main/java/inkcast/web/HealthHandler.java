package inkcast.web;

import inkcast.web.Insight.Text;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /healthz}: whether ticks advance, and below that what else is wrong, a line each; {@code
 * /metrics}: all figures. For everybody, as nothing in them is a visitor's. One event loop only.
 */
@Sharable
final class HealthHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger log = LoggerFactory.getLogger(HealthHandler.class);

  private final Insight insight;

  HealthHandler(Insight insight) {
    this.insight = insight;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    switch (new QueryStringDecoder(request.uri()).rawPath()) {
      case "/healthz" -> Answers.send(ctx, request, health());
      case "/metrics" -> figures(ctx, request);
      default -> ctx.fireChannelRead(request.retain());
    }
  }

  private FullHttpResponse health() {
    boolean ticking = insight.ticking();
    List<String> lines = new ArrayList<>();
    lines.add(ticking ? "ticking" : "the ticks have stopped");
    lines.addAll(insight.troubles());
    return Answers.of(
        ticking ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE,
        String.join("\n", lines));
  }

  private void figures(ChannelHandlerContext ctx, FullHttpRequest request) {
    // The request itself is released when its handler returns.
    HttpRequest head =
        new DefaultHttpRequest(
            request.protocolVersion(), request.method(), request.uri(), request.headers());
    var _ =
        insight
            .figures(request.headers().get(HttpHeaderNames.ACCEPT))
            .handleAsync(
                (text, failure) -> {
                  Answers.send(ctx, head, failure == null ? figures(text) : failed(failure));
                  return null;
                },
                ctx.executor());
  }

  private static FullHttpResponse failed(Throwable failure) {
    log.debug("no figures", failure); // whoever asks often must not fill the log
    return Answers.of(HttpResponseStatus.INTERNAL_SERVER_ERROR, "no figures: " + failure);
  }

  private static FullHttpResponse figures(Text text) {
    FullHttpResponse answer =
        Answers.of(HttpResponseStatus.OK, text.type(), Unpooled.wrappedBuffer(text.body()));
    answer.headers().add(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT);
    return answer;
  }
}
