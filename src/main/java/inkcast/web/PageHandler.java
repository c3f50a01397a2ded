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
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code /} for browsers, {@code /?HTML} for whoever asks, {@code /wall}, {@code /mixture}, {@code
 * /mind}, {@code /page/FILE}, among these the QR code for phones, and {@code /examples/FILE}.
 */
@Sharable
final class PageHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  /** What asks for a page in OSCQuery's terms. */
  static final String HTML = "HTML";

  private static final String FOLDER = "/page/";
  private static final String QR_CODE = FOLDER + "qr.svg";

  private final Pages pages;
  private final PhoneAddress phones;
  private final IntSupplier port;

  PageHandler(Pages pages, PhoneAddress phones, IntSupplier port) {
    this.pages = pages;
    this.phones = phones;
    this.port = port;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    Page page =
        request.uri().equals(QR_CODE)
            ? qrCode(ctx.channel().localAddress())
            : find(request, ctx.channel().attr(RoleGate.ROLE).get());
    if (page == null) {
      ctx.fireChannelRead(request.retain());
      return;
    }
    Answers.send(ctx, request, answer(page, request.headers().getAll("If-None-Match")));
  }

  private @Nullable Page find(FullHttpRequest request, Role role) {
    QueryStringDecoder uri = new QueryStringDecoder(request.uri());
    if (uri.path().startsWith(FOLDER)) {
      return pages.file(uri.path().substring(FOLDER.length()));
    }
    if (uri.path().startsWith("/" + Pages.EXAMPLES)) {
      return pages.file(uri.path().substring(1));
    }
    Page open = uri.path().isEmpty() ? null : pages.open(uri.path().substring(1));
    if (open != null) {
      return open;
    }
    boolean asked =
        request.uri().equals("/")
            ? accepts(request.headers().getAll(HttpHeaderNames.ACCEPT))
            : (uri.rawPath().isEmpty() || uri.rawPath().equals("/"))
                && uri.parameters().containsKey(HTML);
    return asked ? pages.index(role) : null;
  }

  private @Nullable Page qrCode(SocketAddress reached) {
    String url =
        reached instanceof InetSocketAddress address
            ? phones.near(address.getAddress(), port.getAsInt())
            : null;
    return url == null
        ? null
        : new Page("image/svg+xml", QrCode.of(url).svg().getBytes(StandardCharsets.UTF_8));
  }

  /** Whether HTML is wanted. */
  static boolean accepts(List<String> accept) {
    return String.join(",", accept).toLowerCase(Locale.ROOT).contains("text/html");
  }

  /**
   * A page, or word that it has not changed.
   *
   * @param known tags of what the browser has
   */
  static FullHttpResponse answer(Page page, List<String> known) {
    boolean unchanged =
        Arrays.stream(String.join(",", known).split(","))
            .map(tag -> tag.strip().replaceFirst("^W/", ""))
            .anyMatch(tag -> tag.equals(page.tag()) || tag.equals("*"));
    FullHttpResponse answer =
        unchanged
            ? Answers.of(HttpResponseStatus.NOT_MODIFIED)
            : Answers.of(
                HttpResponseStatus.OK, page.type(), Unpooled.wrappedBuffer(page.content()));
    if (unchanged) {
      answer.headers().remove(HttpHeaderNames.CONTENT_LENGTH);
    }
    answer.headers().set(HttpHeaderNames.ETAG, page.tag());
    // Kept by the browser, but asked for again: a page of yesterday's version must not meet
    // today's server.
    answer.headers().set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_CACHE);
    answer.headers().add(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT);
    return answer;
  }
}
