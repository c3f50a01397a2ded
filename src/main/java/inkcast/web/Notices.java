package inkcast.web;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.AttributeKey;
import java.util.List;

/**
 * Tells every WebSocket what has become of the address space: who uses it for OSCQuery need not
 * have said so. Event loop only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the connection
final class Notices {
  private static final AttributeKey<Boolean> MISSED = AttributeKey.valueOf("missed notices");

  private final ChannelGroup webSockets;

  Notices(ChannelGroup webSockets) {
    this.webSockets = webSockets;
  }

  /**
   * Tells all; who has too much before it already is told later, and less.
   *
   * @param notices OSCQuery's, as JSON
   */
  void tell(List<String> notices) {
    for (Channel channel : webSockets) {
      if (channel.isWritable()) {
        notices.forEach(notice -> channel.write(new TextWebSocketFrame(notice)));
        channel.flush();
      } else {
        channel.attr(MISSED).set(true);
      }
    }
  }

  /** Says to a client that has missed notices that anything may have changed. */
  static void catchUp(Channel channel) {
    if (channel.isWritable() && channel.attr(MISSED).getAndSet(null) != null) {
      channel.writeAndFlush(new TextWebSocketFrame(PathChanges.changed("/")));
    }
  }
}
