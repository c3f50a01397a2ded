package inkcast.web;

import inkcast.stage.Role;
import inkcast.web.Pages.Page;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /operator}: the operators' page, and for others the way to become one. {@code ?token=}
 * gives the cookie and leads back here without it; so does the token as a bearer's, which leaves no
 * trace in the browser's history. One event loop only.
 */
@Sharable
final class OperatorHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final String PAGE = "/operator";
  private static final int REMEMBER_SECONDS = 30 * 24 * 3600;

  private final Pages pages;
  private final @Nullable OperatorToken token;
  private final RoleGate gate;

  /**
   * Shows the pages and takes tokens.
   *
   * @param token null: nobody can become an operator by one
   * @param gate counts wrong ones, and lets them wait
   */
  OperatorHandler(Pages pages, @Nullable OperatorToken token, RoleGate gate) {
    this.pages = pages;
    this.token = token;
    this.gate = gate;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    QueryStringDecoder uri = new QueryStringDecoder(request.uri());
    if (!uri.rawPath().equals(PAGE)) {
      ctx.fireChannelRead(request.retain());
      return;
    }
    List<String> given = uri.parameters().get("token");
    if (given == null) {
      Answers.send(ctx, request, page(ctx, request));
    } else if (token != null && given.size() == 1 && token.matches(given.getFirst())) {
      FullHttpResponse answer = Answers.of(HttpResponseStatus.SEE_OTHER);
      // Relative, since a proxy may have put it into a folder.
      answer.headers().set(HttpHeaderNames.LOCATION, "operator");
      remember(answer, token);
      Answers.send(ctx, request, answer);
    } else {
      request.retain();
      gate.wrong(
          ctx,
          () -> {
            Answers.send(ctx, request, forbidden(request, true));
            request.release();
          },
          request::release);
    }
  }

  private FullHttpResponse page(ChannelHandlerContext ctx, FullHttpRequest request) {
    if (ctx.channel().attr(RoleGate.ROLE).get() != Role.OPERATOR) {
      return forbidden(request, false);
    }
    Page page = pages.operator();
    FullHttpResponse answer =
        page == null
            ? Answers.of(HttpResponseStatus.NOT_FOUND, "this build has no pages")
            : PageHandler.answer(page, request.headers().getAll(HttpHeaderNames.IF_NONE_MATCH));
    if (token != null && token.matches(RoleGate.bearer(request.headers()))) {
      remember(answer, token);
    }
    return answer;
  }

  private FullHttpResponse forbidden(FullHttpRequest request, boolean wrong) {
    Page page = pages.login(wrong);
    if (page != null && PageHandler.accepts(request.headers().getAll(HttpHeaderNames.ACCEPT))) {
      return Answers.of(
          HttpResponseStatus.FORBIDDEN, page.type(), Unpooled.wrappedBuffer(page.content()));
    }
    return Answers.of(HttpResponseStatus.FORBIDDEN, sentence(wrong));
  }

  private String sentence(boolean wrong) {
    if (token == null) {
      return "this page is for operators: see server.operators; no token is configured: see"
          + " server.token-file";
    }
    return wrong
        ? "wrong token"
        : "this page is for operators: see server.operators and server.token-file";
  }

  private static void remember(FullHttpResponse answer, OperatorToken token) {
    answer
        .headers()
        .set(
            HttpHeaderNames.SET_COOKIE,
            "%s=%s; Max-Age=%d; Path=/; HttpOnly; SameSite=Strict"
                .formatted(RoleGate.COOKIE, token.cookie(), REMEMBER_SECONDS));
  }
}
