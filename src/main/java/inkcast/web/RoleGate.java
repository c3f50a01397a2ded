package inkcast.web;

import inkcast.stage.Role;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.netty.util.AttributeKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Decides who a request comes from, and gives the operator's cookie to whoever has the token. */
@Sharable
final class RoleGate extends SimpleChannelInboundHandler<FullHttpRequest> {
  /** What the sender of the present request may do. */
  static final AttributeKey<Role> ROLE = AttributeKey.valueOf(RoleGate.class, "role");

  private static final String COOKIE = "inkcast-operator";
  private static final String BEARER = "bearer ";
  private static final String LOGIN = "/operator";
  private static final int REMEMBER_SECONDS = 30 * 24 * 3600;

  private final Predicate<InetAddress> operators;
  private final @Nullable OperatorToken token;
  private final Counters counters;

  /**
   * Decides by source and token.
   *
   * @param operators sources that need no token
   * @param token null: nobody can become an operator by one
   */
  RoleGate(Predicate<InetAddress> operators, @Nullable OperatorToken token, Counters counters) {
    this.operators = operators;
    this.token = token;
    this.counters = counters;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    QueryStringDecoder uri = new QueryStringDecoder(request.uri());
    if (uri.rawPath().equals(LOGIN)) {
      Answers.send(ctx, request, login(uri.parameters().getOrDefault("token", List.of())));
      return;
    }
    ctx.channel().attr(ROLE).set(role(ctx, request.headers()));
    ctx.fireChannelRead(request.retain());
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

  private FullHttpResponse login(List<String> given) {
    if (token == null || given.size() != 1 || !token.matches(given.getFirst())) {
      counters.count(Counter.WEB_REFUSED_TOKEN);
      return Answers.of(
          HttpResponseStatus.FORBIDDEN,
          token == null ? "no token is configured: see server.token-file" : "wrong token");
    }
    FullHttpResponse answer = Answers.of(HttpResponseStatus.SEE_OTHER);
    answer.headers().set(HttpHeaderNames.LOCATION, "/");
    answer
        .headers()
        .set(
            HttpHeaderNames.SET_COOKIE,
            "%s=%s; Max-Age=%d; Path=/; HttpOnly; SameSite=Strict"
                .formatted(COOKIE, token.cookie(), REMEMBER_SECONDS));
    return answer;
  }

  /** A proxy on this machine speaks for others, so its own address says nothing. */
  private static boolean forwarded(HttpHeaders headers) {
    return headers.names().stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .anyMatch(name -> name.equals("forwarded") || name.startsWith("x-forwarded"));
  }

  private static @Nullable String bearer(HttpHeaders headers) {
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
