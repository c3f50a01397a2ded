package inkcast.web;

import inkcast.stage.Role;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.netty.util.AttributeKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides who a request comes from. Wrong tokens are counted, and their senders wait for an answer,
 * longer with each. One event loop only.
 */
@Sharable
final class RoleGate extends SimpleChannelInboundHandler<FullHttpRequest> {
  /** What the sender of the present request may do. */
  static final AttributeKey<Role> ROLE = AttributeKey.valueOf(RoleGate.class, "role");

  /** Name of the cookie that makes an operator. */
  static final String COOKIE = "inkcast-operator";

  private static final String BEARER = "bearer ";

  private final Predicate<InetAddress> operators;
  private final @Nullable OperatorToken token;
  private final Attempts attempts;
  private final Counters counters;

  /**
   * Decides by source and token.
   *
   * @param operators sources that need no token
   * @param token null: nobody can become an operator by one
   */
  RoleGate(
      Predicate<InetAddress> operators,
      @Nullable OperatorToken token,
      Attempts attempts,
      Counters counters) {
    this.operators = operators;
    this.token = token;
    this.attempts = attempts;
    this.counters = counters;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    Role role = role(ctx, request.headers());
    ctx.channel().attr(ROLE).set(role);
    String bearer = bearer(request.headers());
    if (bearer == null || bearer.isEmpty() || token == null || role == Role.OPERATOR) {
      ctx.fireChannelRead(request.retain());
      return;
    }
    request.retain();
    wrong(ctx, () -> ctx.fireChannelRead(request), request::release);
  }

  /**
   * Counts a wrong token.
   *
   * @param then goes on, perhaps later
   * @param never is called instead if so many wait that this connection is closed
   */
  void wrong(ChannelHandlerContext ctx, Runnable then, Runnable never) {
    counters.count(Counter.WEB_REFUSED_TOKEN);
    long millis =
        ctx.channel().remoteAddress() instanceof InetSocketAddress source
            ? attempts.wrong(source.getAddress())
            : 0;
    if (millis == 0) {
      then.run();
    } else if (attempts.mayWait()) {
      var _ =
          ctx.executor()
              .schedule(
                  () -> {
                    attempts.answered();
                    then.run();
                  },
                  millis,
                  TimeUnit.MILLISECONDS);
    } else {
      never.run();
      Answers.sendLast(
          ctx, Answers.of(HttpResponseStatus.TOO_MANY_REQUESTS, "too many wrong tokens"));
    }
  }

  /** What the sender of a request with these headers may do. */
  Role role(ChannelHandlerContext ctx, HttpHeaders headers) {
    boolean known =
        token != null && (token.matches(bearer(headers)) || token.matchesCookie(cookie(headers)));
    boolean local =
        !forwarded(headers)
            && ctx.channel().remoteAddress() instanceof InetSocketAddress source
            && operators.test(source.getAddress());
    return known || local ? Role.OPERATOR : Role.VISITOR;
  }

  /** A proxy on this machine speaks for others, so its own address says nothing. */
  private static boolean forwarded(HttpHeaders headers) {
    return headers.names().stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .anyMatch(name -> name.equals("forwarded") || name.startsWith("x-forwarded"));
  }

  /** The token that a request brings in its header, or null. */
  static @Nullable String bearer(HttpHeaders headers) {
    String value = headers.get(HttpHeaderNames.AUTHORIZATION);
    boolean bearer = value != null && value.regionMatches(true, 0, BEARER, 0, BEARER.length());
    return bearer ? value.substring(BEARER.length()).strip() : null;
  }

  private static @Nullable String cookie(HttpHeaders headers) {
    for (String header : headers.getAll(HttpHeaderNames.COOKIE)) {
      for (Cookie cookie : ServerCookieDecoder.LAX.decodeAll(header)) {
        if (cookie.name().equals(COOKIE)) {
          return cookie.value();
        }
      }
    }
    return null;
  }
}
