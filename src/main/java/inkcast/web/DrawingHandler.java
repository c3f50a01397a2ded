package inkcast.web;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /writer/<n>.svg}: what that writer has on its page. One event loop only. */
@Sharable
final class DrawingHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Pattern PATH = Pattern.compile("/writer/([^/]*)\\.svg");
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");

  private final Insight insight;

  DrawingHandler(Insight insight) {
    this.insight = insight;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    Matcher path = PATH.matcher(new QueryStringDecoder(request.uri()).path());
    if (!path.matches()) {
      ctx.fireChannelRead(request.retain());
      return;
    }
    String writer = path.group(1);
    if (!NUMBER.matcher(writer).matches()) {
      Answers.send(ctx, request, nobody(writer));
      return;
    }
    // The request itself is released when its handler returns.
    HttpRequest head =
        new DefaultHttpRequest(
            request.protocolVersion(), request.method(), request.uri(), request.headers());
    var _ =
        insight
            .drawing(Integer.parseInt(writer))
            .handleAsync(
                (svg, failure) -> {
                  Answers.send(ctx, head, failure == null ? answer(svg, writer) : busy());
                  return null;
                },
                ctx.executor());
  }

  private static FullHttpResponse answer(Optional<byte[]> svg, String writer) {
    return svg.map(Unpooled::wrappedBuffer)
        .map(body -> Answers.of(HttpResponseStatus.OK, "image/svg+xml", body))
        .orElseGet(() -> nobody(writer));
  }

  private static FullHttpResponse nobody(String writer) {
    return Answers.of(
        HttpResponseStatus.NOT_FOUND,
        "there is no writer \"" + writer + "\": they are numbered from 1");
  }

  private static FullHttpResponse busy() {
    return Answers.of(
        HttpResponseStatus.SERVICE_UNAVAILABLE, "too many ask at once, or the server is stopping");
  }
}
