package inkcast.web;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes so that our last words arrive. A socket that is closed with unread bytes of the client's
 * sends a reset, and the client loses what it has not read yet: the reason. So we only stop to
 * speak, and drop what still comes until the client closes too, or a second has passed.
 */
@SuppressWarnings("FutureReturnValueIgnored") // if it fails, the connection is closed already
final class LingeringClose extends ChannelDuplexHandler {
  private static final long LINGER_MILLIS = 1_000;

  private @Nullable ChannelPromise closing;

  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
    if (closing == null
        && ctx.channel() instanceof SocketChannel socket
        && socket.isActive()
        && allSent(socket)) {
      closing = promise;
      socket.config().setAutoRead(true);
      socket.shutdownOutput();
      ctx.executor().schedule(() -> ctx.close(promise), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    } else {
      ctx.close(promise);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (closing == null) {
      ctx.fireChannelRead(message);
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (closing != null) {
      closing.trySuccess();
    }
    ctx.fireChannelInactive();
  }

  private static boolean allSent(SocketChannel socket) {
    ChannelOutboundBuffer waiting = socket.unsafe().outboundBuffer();
    return waiting != null && waiting.isEmpty();
  }
}
