package inkcast.web;

import inkcast.stage.Role;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import org.jspecify.annotations.Nullable;

/**
 * Joins the parts of a request, and counts those that are too large. Only an operator's recorded
 * line may be long: what all others can make us hold is little.
 */
final class Bodies extends HttpObjectAggregator {
  private static final int SHORT = 1024; // no other request needs a body at all

  private final RoleGate roles;
  private final Counters counters;

  Bodies(RoleGate roles, Counters counters) {
    super(RecordHandler.MAX_LINE);
    this.roles = roles;
    this.counters = counters;
  }

  @Override
  protected boolean isContentLengthInvalid(HttpMessage start, int most) {
    return mayBeLong(start)
        ? super.isContentLengthInvalid(start, most)
        : super.isContentLengthInvalid(start, SHORT) || HttpUtil.isTransferEncodingChunked(start);
  }

  /** Whoever asks beforehand whether to go on is not measured by the method above. */
  @Override
  protected @Nullable Object newContinueResponse(
      HttpMessage start, int most, ChannelPipeline pipeline) {
    return mayBeLong(start) ? super.newContinueResponse(start, most, pipeline) : null;
  }

  @Override
  protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized)
      throws Exception {
    if (!isLine(oversized)) {
      counters.count(Counter.WEB_TOO_LARGE);
      super.handleOversizedMessage(ctx, oversized);
    } else if (mayBeLong(oversized)) {
      counters.count(Counter.WEB_TOO_LARGE);
      Answers.sendLast(
          ctx,
          Answers.of(
              HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
              "a line may have %,d bytes at most".formatted(RecordHandler.MAX_LINE)));
    } else {
      counters.count(Counter.REFUSED_FORBIDDEN);
      Answers.sendLast(ctx, Answers.of(HttpResponseStatus.FORBIDDEN, RecordHandler.FORBIDDEN));
    }
  }

  private boolean mayBeLong(HttpMessage message) {
    return isLine(message) && roles.role(ctx(), message.headers()) == Role.OPERATOR;
  }

  private static boolean isLine(HttpMessage message) {
    return message instanceof HttpRequest request && RecordHandler.isLine(request);
  }
}
