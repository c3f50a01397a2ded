package inkcast.web;

import inkcast.tick.Counter;
import inkcast.tick.Counters;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One request at a time, and in time: the next one is read only when the last answer has left, so
 * that answers keep their order and do not pile up; and a connection is closed that does not send a
 * whole request in time, however busily it sends parts of one, or does not take its answer.
 */
@SuppressWarnings("FutureReturnValueIgnored") // nothing follows a close
final class RequestTurn extends ChannelDuplexHandler {
  private final long requestMillis;
  private final long idleMillis;
  private final MessageRate rate;
  private final Counters counters;
  private @Nullable Future<?> timer;

  /**
   * Guards one connection.
   *
   * @param requestMillis from its beginning to the end of the first request
   * @param idleMillis from an answer to the end of the next request
   * @param perSecond requests at most
   */
  RequestTurn(long requestMillis, long idleMillis, int perSecond, Counters counters) {
    rate = new MessageRate(perSecond, System.nanoTime());
    this.requestMillis = requestMillis;
    this.idleMillis = idleMillis;
    this.counters = counters;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    start(ctx, requestMillis);
    ctx.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!(message instanceof FullHttpRequest request)) {
      ctx.fireChannelRead(message);
      return;
    }
    stop();
    ctx.channel().config().setAutoRead(false);
    if (rate.admits(System.nanoTime())) {
      ctx.fireChannelRead(request);
      return;
    }
    request.release();
    counters.count(Counter.WEB_FLOODED);
    Answers.sendLast(
        ctx, Answers.of(HttpResponseStatus.TOO_MANY_REQUESTS, "too many requests a second"));
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (message instanceof FullHttpResponse) {
      start(ctx, idleMillis);
      promise = promise.unvoid();
      promise.addListener(sent -> ctx.channel().config().setAutoRead(true));
    }
    ctx.write(message, promise);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    stop();
    ctx.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    stop();
  }

  private void start(ChannelHandlerContext ctx, long millis) {
    stop();
    Runnable late =
        () -> {
          counters.count(Counter.WEB_TIMEOUTS);
          ctx.close();
        };
    timer = ctx.executor().schedule(late, millis, TimeUnit.MILLISECONDS);
  }

  private void stop() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
