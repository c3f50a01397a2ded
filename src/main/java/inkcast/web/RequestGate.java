package inkcast.web;

import inkcast.tick.Counter;
import inkcast.tick.Counters;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.AttributeKey;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets only readable requests through that are meant for this server and come from its pages. */
@Sharable
final class RequestGate extends SimpleChannelInboundHandler<FullHttpRequest> {
  /** The admitted origin of the present request, if it has one. */
  static final AttributeKey<String> ORIGIN = AttributeKey.valueOf(RequestGate.class, "origin");

  private static final Logger log = LoggerFactory.getLogger(RequestGate.class);
  private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final Hosts hosts;
  private final Counters counters;

  RequestGate(Hosts hosts, Counters counters) {
    this.hosts = hosts;
    this.counters = counters;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    ctx.channel().attr(ORIGIN).set(null);
    if (request.decoderResult().isFailure()) {
      counters.count(Counter.WEB_MALFORMED);
      Answers.sendLast(ctx, malformed(request.decoderResult()));
      return;
    }
    List<String> hostHeaders = request.headers().getAll(HttpHeaderNames.HOST);
    String uri = originForm(request.uri(), hostHeaders);
    if (hostHeaders.size() != 1 || uri == null || !decodes(uri)) {
      counters.count(Counter.WEB_MALFORMED);
      Answers.sendLast(
          ctx, Answers.of(HttpResponseStatus.BAD_REQUEST, "expected one Host and a path of it"));
      return;
    }
    String refusal = foreign(hostHeaders.getFirst(), request.headers().getAll("Origin"));
    if (refusal != null) {
      counters.count(Counter.WEB_REFUSED_ORIGIN);
      Answers.send(ctx, request, Answers.of(HttpResponseStatus.FORBIDDEN, refusal));
      return;
    }
    if (!METHODS.contains(request.method()) && !RecordHandler.isLine(request.setUri(uri))) {
      counters.count(Counter.WEB_MALFORMED);
      FullHttpResponse answer =
          Answers.of(HttpResponseStatus.METHOD_NOT_ALLOWED, "only GET and HEAD are known here");
      answer.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
      Answers.send(ctx, request, answer);
      return;
    }
    ctx.channel().attr(ORIGIN).set(request.headers().get(HttpHeaderNames.ORIGIN));
    ctx.fireChannelRead(request.setUri(uri).retain());
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // nothing follows
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    log.debug("closing {}", ctx.channel().remoteAddress(), cause);
    ctx.close();
  }

  private @Nullable String foreign(String host, List<String> origins) {
    if (!hosts.admitsHost(host)) {
      return "this server is not called \"" + host + "\": see server.names";
    }
    for (String origin : origins) {
      if (!hosts.admitsOrigin(origin)) {
        return "pages of \"" + origin + "\" may not use this server: see server.origins";
      }
    }
    return null;
  }

  private static FullHttpResponse malformed(DecoderResult result) {
    if (result.cause() instanceof TooLongHttpLineException) {
      return Answers.of(HttpResponseStatus.REQUEST_URI_TOO_LONG, "the request line is too long");
    }
    if (result.cause() instanceof TooLongHttpHeaderException) {
      return Answers.of(
          HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "the headers are too large");
    }
    return Answers.of(HttpResponseStatus.BAD_REQUEST, "this is no HTTP request");
  }

  private static boolean decodes(String uri) {
    try {
      QueryStringDecoder decoder = new QueryStringDecoder(uri);
      Map<String, List<String>> parameters = decoder.parameters(); // throws if it cannot
      return !decoder.path().isEmpty() && !parameters.containsKey("");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The target as a path, whether it came as one, as a bare query, or as a whole URL of ours. */
  private static @Nullable String originForm(String uri, List<String> hosts) {
    if (uri.startsWith("/")) {
      return uri;
    }
    if (uri.startsWith("?")) {
      return "/" + uri;
    }
    String lower = uri.toLowerCase(Locale.ROOT);
    String own = hosts.isEmpty() ? "" : "http://" + hosts.getFirst().toLowerCase(Locale.ROOT);
    if (own.isEmpty() || !lower.startsWith(own)) {
      return null;
    }
    String rest = uri.substring(own.length());
    if (rest.isEmpty() || rest.startsWith("?")) {
      return "/" + rest;
    }
    return rest.startsWith("/") ? rest : null;
  }
}
