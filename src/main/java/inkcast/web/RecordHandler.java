package inkcast.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import inkcast.stage.Role;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.web.Pages.Page;
import inkcast.web.Recordings.Count;
import inkcast.web.Recordings.FullException;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /record}, for operators only: the page on which a person writes; and {@code /record/HAND},
 * which counts what there is of a hand (GET), and keeps a line (POST). One event loop only; what
 * has to wait for a disk is done elsewhere.
 */
@Sharable
final class RecordHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  /** Bytes of a line at most. */
  static final int MAX_LINE = 256 * 1024;

  /** What a visitor is told. */
  static final String FORBIDDEN =
      "only an operator may record a hand: see server.operators and server.token-file";

  private static final Logger log = LoggerFactory.getLogger(RecordHandler.class);
  private static final String PAGE = "/record";
  private static final String FOLDER = PAGE + "/";

  private final @Nullable Page page;
  private final Recordings recordings;
  private final Executor disk;
  private final Counters counters;

  /**
   * Shows the page and keeps lines.
   *
   * @param page null in a build without one
   * @param disk runs one thing after the other, and rejects what would have to wait too long
   */
  RecordHandler(@Nullable Page page, Recordings recordings, Executor disk, Counters counters) {
    this.page = page;
    this.recordings = recordings;
    this.disk = disk;
    this.counters = counters;
  }

  /** Whether a request brings a line. */
  static boolean isLine(HttpRequest request) {
    return request.method().equals(HttpMethod.POST) && request.uri().startsWith(FOLDER);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    String path = new QueryStringDecoder(request.uri()).path();
    if (!path.equals(PAGE) && !path.startsWith(FOLDER)) {
      ctx.fireChannelRead(request.retain());
      return;
    }
    String hand = path.substring(Math.min(path.length(), FOLDER.length()));
    if (ctx.channel().attr(RoleGate.ROLE).get() != Role.OPERATOR) {
      refuse(ctx, request, HttpResponseStatus.FORBIDDEN, Counter.REFUSED_FORBIDDEN, FORBIDDEN);
    } else if (path.equals(PAGE)) {
      FullHttpResponse answer =
          page == null
              ? Answers.of(HttpResponseStatus.NOT_FOUND, "this build has no pages")
              : PageHandler.answer(page, request.headers().getAll(HttpHeaderNames.IF_NONE_MATCH));
      Answers.send(ctx, request, answer);
    } else if (!Recordings.isHand(hand)) {
      bad(
          ctx,
          request,
          HttpResponseStatus.BAD_REQUEST,
          "a hand's name has letters, digits, _ . and -, at most 64, and begins with one of the"
              + " first two");
    } else if (!request.method().equals(HttpMethod.POST)) {
      later(ctx, request, () -> ok(recordings.count(hand), null));
    } else if (!isJson(request)) {
      bad(
          ctx,
          request,
          HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
          "expected Content-Type: application/json");
    } else {
      byte[] body = ByteBufUtil.getBytes(request.content());
      later(ctx, request, () -> keep(hand, body));
    }
  }

  /** Answers from the disk's thread, on which the work is done. */
  private void later(
      ChannelHandlerContext ctx, FullHttpRequest request, Callable<FullHttpResponse> work) {
    // The request itself is released when its handler returns.
    HttpRequest head =
        new DefaultHttpRequest(
            request.protocolVersion(), request.method(), request.uri(), request.headers());
    try {
      disk.execute(
          () -> {
            FullHttpResponse answer = answer(work);
            try {
              ctx.executor().execute(() -> Answers.send(ctx, head, answer));
            } catch (RejectedExecutionException e) {
              answer.release(); // the daemon is going, and the phone with it
            }
          });
    } catch (RejectedExecutionException e) {
      refuse(
          ctx,
          request,
          HttpResponseStatus.SERVICE_UNAVAILABLE,
          Counter.REFUSED_BUSY,
          "too many lines are being kept at once: try again");
    }
  }

  private FullHttpResponse keep(String hand, byte[] body) throws IOException {
    Recording line;
    try {
      line = Recording.parse(body);
    } catch (Recording.Unreadable e) {
      counters.count(Counter.WEB_MALFORMED);
      return Answers.of(HttpResponseStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
    try {
      recordings.save(hand, line.began(), line.steps().size(), line.file());
    } catch (IOException e) {
      counters.count(Counter.WEB_LINES_LOST);
      throw e;
    }
    return ok(recordings.count(hand), line);
  }

  private static FullHttpResponse answer(Callable<FullHttpResponse> work) {
    try {
      return work.call();
    } catch (FullException e) {
      log.warn("no line was kept: {}", e.getMessage());
      return Answers.of(HttpResponseStatus.INSUFFICIENT_STORAGE, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      log.warn("a line could not be kept, or none counted: {}", e.getMessage());
      return Answers.of(HttpResponseStatus.INTERNAL_SERVER_ERROR, String.valueOf(e.getMessage()));
    } catch (Exception e) {
      log.error("a line could not be kept", e);
      return Answers.of(HttpResponseStatus.INTERNAL_SERVER_ERROR, "the server failed: see its log");
    }
  }

  private static FullHttpResponse ok(Count count, @Nullable Recording line) {
    ObjectNode json =
        TextCommand.Json.MAPPER
            .createObjectNode()
            .put("lines", count.lines())
            .put("steps", count.steps());
    if (line != null) {
      json.put("scale_factor", Recording.SCALE).set("strokes", line.strokes());
    }
    return Answers.of(
        HttpResponseStatus.OK,
        Answers.JSON,
        Unpooled.copiedBuffer(json.toString(), StandardCharsets.UTF_8));
  }

  private static boolean isJson(HttpRequest request) {
    CharSequence type = HttpUtil.getMimeType(request);
    return type != null && HttpHeaderValues.APPLICATION_JSON.contentEqualsIgnoreCase(type);
  }

  private void bad(
      ChannelHandlerContext ctx, HttpRequest request, HttpResponseStatus status, String reason) {
    refuse(ctx, request, status, Counter.WEB_MALFORMED, reason);
  }

  private void refuse(
      ChannelHandlerContext ctx,
      HttpRequest request,
      HttpResponseStatus status,
      Counter counter,
      String reason) {
    counters.count(counter);
    Answers.send(ctx, request, Answers.of(status, reason));
  }
}
