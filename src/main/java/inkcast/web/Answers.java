package inkcast.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/** HTTP answers, with the headers that all of them carry. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the connection
final class Answers {
  static final String TEXT = "text/plain; charset=utf-8";
  static final String JSON = "application/json; charset=utf-8";

  private static final String POLICY =
      "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data:;"
          + " frame-ancestors 'none'; base-uri 'none'";

  private Answers() {}

  /** An answer with a body, which it takes over. */
  static FullHttpResponse of(HttpResponseStatus status, String type, ByteBuf body) {
    FullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
    if (!status.equals(HttpResponseStatus.NO_CONTENT)) {
      HttpUtil.setContentLength(answer, body.readableBytes());
      answer.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
    }
    answer.headers().set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
    return answer;
  }

  /** An answer in one sentence. */
  static FullHttpResponse of(HttpResponseStatus status, String sentence) {
    return of(status, TEXT, Unpooled.copiedBuffer(sentence + "\n", StandardCharsets.UTF_8));
  }

  /** An answer without a body. */
  static FullHttpResponse of(HttpResponseStatus status) {
    return of(status, TEXT, Unpooled.EMPTY_BUFFER);
  }

  /** Sends an answer, and closes the connection if the client asked for that. */
  static void send(ChannelHandlerContext ctx, HttpRequest request, FullHttpResponse answer) {
    send(ctx, HttpUtil.isKeepAlive(request), answer);
  }

  /** The same, and tells on the event loop when the answer has left or was lost. */
  static void send(
      ChannelHandlerContext ctx, HttpRequest request, FullHttpResponse answer, Runnable left) {
    send(ctx, HttpUtil.isKeepAlive(request), answer).addListener(sent -> left.run());
  }

  /** Sends an answer after which nothing more is read from this client. */
  static void sendLast(ChannelHandlerContext ctx, FullHttpResponse answer) {
    send(ctx, false, answer);
  }

  private static ChannelFuture send(
      ChannelHandlerContext ctx, boolean keepAlive, FullHttpResponse answer) {
    HttpHeaders headers = answer.headers();
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    String origin = ctx.channel().attr(RequestGate.ORIGIN).get();
    if (origin != null) {
      headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
      headers.add(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
    }
    if (!keepAlive) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    // Through the whole pipeline: RequestTurn wants to see it.
    ChannelFuture sent = ctx.channel().writeAndFlush(answer);
    if (!keepAlive) {
      sent.addListener(ChannelFutureListener.CLOSE);
    }
    return sent;
  }
}
