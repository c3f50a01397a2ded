package inkcast.web;

import inkcast.stage.Refusal;
import inkcast.stage.Refusal.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one client listens to. Event loop only. */
final class Listening {
  /** LISTENs of one connection at most: a tool may want every node of a large piece. */
  static final int MOST = 8192;

  private final Client client;
  private final Feeds feeds;
  private final Map<String, Feed> addresses = new HashMap<>();
  private int awaited; // values asked for and not yet told

  Listening(Client client, Feeds feeds) {
    this.client = client;
    this.feeds = feeds;
  }

  /**
   * Listens to one address or pattern more.
   *
   * @return why not, or null
   */
  @Nullable Refusal listen(String address) {
    if (addresses.containsKey(address)) {
      return null;
    }
    if (addresses.size() >= MOST) {
      return new Refusal(Reason.BUSY, "expected at most " + MOST + " LISTENs of a connection");
    }
    if (awaited > feeds.mostAwaited()) {
      return new Refusal(Reason.BUSY, "too many values are asked for at once, try again");
    }
    try {
      Feed feed = feeds.listen(client, address);
      addresses.put(address, feed);
      await(feed);
      return null;
    } catch (Feeds.Refused e) {
      return e.refusal();
    }
  }

  /** Listens to it no more. */
  void ignore(String address) {
    Feed feed = addresses.remove(address);
    if (feed != null) {
      feeds.leave(client, List.of(feed));
    }
  }

  /**
   * The present values of a feed are there; from now on it tells the client.
   *
   * @return false if nobody wants them any more
   */
  boolean told(Feed feed, int values) {
    awaited -= values;
    boolean wanted = addresses.get(feed.address()) == feed;
    if (wanted) {
      feed.join(client);
    }
    return wanted;
  }

  /** Asks for all present values anew. */
  void refresh() {
    addresses.values().forEach(this::await);
    feeds.refresh(client, addresses.values());
  }

  /** Listens to nothing any more. */
  void end() {
    feeds.leave(client, addresses.values());
    addresses.clear();
  }

  private void await(Feed feed) {
    awaited += feed.nodes().size();
  }
}
