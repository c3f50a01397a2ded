package inkcast.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;

/**
 * The present values of a feed, for one client: asked for on the event loop, filled at the end of a
 * tick, and sent by the event loop between that tick's frames and the next one's.
 */
final class Snapshot implements Runnable {
  private final Client client;
  private final Feed feed;
  private final EventLoop loop;
  private final int values;
  private final ByteBuf bytes; // on the heap: nobody need release it if the ticks have stopped

  Snapshot(Client client, Feed feed, EventLoop loop) {
    this.client = client;
    this.feed = feed;
    this.loop = loop;
    values = feed.nodes().size();
    bytes = Unpooled.buffer(feed.estimate());
  }

  /** Whose values they are. */
  Feed feed() {
    return feed;
  }

  /** About how many values it will have. */
  int values() {
    return values;
  }

  /** Copies the values and hands them over; tick's thread only. */
  void fill(long wallMillis) {
    feed.writeAll(bytes, wallMillis);
    loop.execute(this);
  }

  /** For the event loop. */
  @Override
  public void run() {
    client.welcome(feed, bytes, values);
  }
}
