package inkcast.web;

import inkcast.stage.Role;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Base64;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Turns a connection whose request asks for it into a WebSocket; others it lets pass. */
final class WebSocketUpgrade extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final String VERSION = "13"; // RFC 6455
  private static final int KEY_BYTES = 16;

  private final BiConsumer<ChannelPipeline, Role> webSocket;
  private final Counters counters;

  /**
   * Waits for a request.
   *
   * @param webSocket puts what speaks WebSocket at the end of a pipeline, for this role
   */
  WebSocketUpgrade(BiConsumer<ChannelPipeline, Role> webSocket, Counters counters) {
    this.webSocket = webSocket;
    this.counters = counters;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    HttpHeaders headers = request.headers();
    boolean asked =
        request.method().equals(HttpMethod.GET)
            && headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    if (!asked) {
      ctx.fireChannelRead(request.retain());
      return;
    }
    FullHttpResponse refusal = refusal(request);
    if (refusal != null) {
      counters.count(Counter.WEB_MALFORMED);
      Answers.send(ctx, request, refusal);
      return;
    }
    Role role = ctx.channel().attr(RoleGate.ROLE).get();
    while (!ctx.equals(ctx.pipeline().lastContext())) {
      ctx.pipeline().removeLast(); // what answers plain requests
    }
    webSocket.accept(ctx.pipeline(), role);
    ctx.fireChannelRead(request.setUri("/").retain());
  }

  private static @Nullable FullHttpResponse refusal(FullHttpRequest request) {
    HttpHeaders headers = request.headers();
    if (!new QueryStringDecoder(request.uri()).rawPath().equals("/")) {
      return Answers.of(HttpResponseStatus.NOT_FOUND, "the WebSocket is at /");
    }
    if (!VERSION.equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
      FullHttpResponse answer =
          Answers.of(HttpResponseStatus.UPGRADE_REQUIRED, "expected WebSocket version " + VERSION);
      answer.headers().set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION);
      return answer;
    }
    boolean fits =
        headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
            && isKey(headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY));
    return fits
        ? null
        : Answers.of(
            HttpResponseStatus.BAD_REQUEST, "expected Connection: Upgrade and a key of 16 bytes");
  }

  private static boolean isKey(@Nullable String key) {
    try {
      return key != null && Base64.getDecoder().decode(key.strip()).length == KEY_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
