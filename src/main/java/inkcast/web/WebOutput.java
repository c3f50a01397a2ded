package inkcast.web;

import inkcast.stage.AddressSpace.Tree;
import inkcast.stage.Node;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.Output;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/**
 * The way of values to the clients that listen. A value that nobody listens to costs one look into
 * an array; a stroke allocates nothing. Tick's thread only.
 */
public final class WebOutput implements Output {
  private static final Feed[] NOBODY = {};

  /**
   * Values that newcomers are told in one tick; the rest wait, so that a crowd delays no stroke.
   */
  private static final int NODES_A_TICK = 4096;

  /**
   * More clients than this get what two ticks had to tell at once: handing it to the system costs
   * as much for two strokes as for one, and a screen shows no more frames than ticks.
   */
  static final int CROWD = 200;

  private final Runnable adapt;
  private final Counters counters;
  private Feed[][] feeds; // (nodes, those that carry it)
  private final List<Feed> active = new ArrayList<>(); // with something to tell in this tick
  private final Deque<Snapshot> asked = new ArrayDeque<>();
  private boolean held; // what the last tick had to tell

  /**
   * Nobody listens yet.
   *
   * @param adapt is called on the tick's thread when there are other nodes
   * @param counters where the number of clients stands
   */
  WebOutput(List<Node> nodes, Runnable adapt, Counters counters) {
    this.adapt = adapt;
    this.counters = counters;
    feeds = room(nodes.size());
  }

  @Override
  public Runnable prepare(Tree tree) {
    Feed[][] room = room(tree.nodes().size());
    return () -> {
      System.arraycopy(feeds, 0, room, 0, Math.min(feeds.length, room.length));
      feeds = room;
      adapt.run();
    };
  }

  @Override
  public void beginAnew(Tree tree) {
    held = false;
    active.forEach(feed -> feed.active(false));
    active.clear();
    for (Feed[] listening : feeds) {
      for (Feed feed : listening) {
        if (!feed.active()) {
          feed.active(true);
          feed.lose();
          active.add(feed);
        }
      }
    }
    prepare(tree).run();
  }

  private static Feed[][] room(int nodes) {
    Feed[][] room = new Feed[nodes][];
    Arrays.fill(room, NOBODY);
    return room;
  }

  @Override
  public void changed(Node node) {
    for (Feed feed : feeds[node.index()]) {
      tell(feed, node);
    }
  }

  private void tell(Feed feed, Node node) {
    feed.changed(node);
    if (!feed.active()) {
      feed.active(true);
      active.add(feed);
    }
  }

  @Override
  public void endOfTick(long wallMillis) {
    held = !held && counters.get(Counter.WEB_CONNECTIONS) > CROWD;
    if (held) {
      return; // newcomers wait, too: they must not be told a stroke twice
    }
    int unsettled = 0;
    for (int i = 0; i < active.size(); i++) {
      Feed feed = active.get(i);
      if (feed.endOfTick(wallMillis)) {
        feed.active(false);
      } else {
        active.set(unsettled++, feed);
      }
    }
    while (active.size() > unsettled) {
      active.removeLast();
    }
    int left = NODES_A_TICK;
    while (!asked.isEmpty() && left > 0) {
      Snapshot snapshot = asked.remove();
      left -= snapshot.values();
      answer(snapshot, wallMillis);
    }
  }

  @Override
  public boolean wants(Node node) {
    return listensTo(node.index());
  }

  /** Whether anybody listens to the node of this index. */
  boolean listensTo(int node) {
    return node < feeds.length && feeds[node].length > 0;
  }

  /** Begins to tell a new feed. */
  void add(Feed feed) {
    for (Node node : feed.told()) {
      if (!node.removed()) {
        join(feed, node);
      }
    }
  }

  /**
   * Lets a feed tell of other nodes.
   *
   * @param told all of them
   * @param gone those of which it tells no more
   * @param come those of which it begins to tell, with their present values
   */
  void change(Feed feed, List<Node> told, List<Node> gone, List<Node> come) {
    feed.told(told);
    gone.forEach(node -> leave(feed, node));
    for (Node node : come) {
      if (!node.removed()) { // else the feed is about to hear that it has gone again
        join(feed, node);
        tell(feed, node);
      }
    }
  }

  private void join(Feed feed, Node node) {
    Feed[] before = feeds[node.index()];
    Feed[] after = Arrays.copyOf(before, before.length + 1);
    after[before.length] = feed;
    feeds[node.index()] = after;
  }

  private void leave(Feed feed, Node node) {
    if (node.index() < feeds.length) {
      feeds[node.index()] = without(feeds[node.index()], feed);
    }
  }

  /** Ends feeds that nobody listens to any more. */
  void remove(List<Feed> ended) {
    for (Feed feed : ended) {
      feed.told().forEach(node -> leave(feed, node));
      active.remove(feed);
      feed.close();
    }
  }

  private static Feed[] without(Feed[] all, Feed gone) {
    int at = Arrays.asList(all).indexOf(gone);
    if (at < 0) {
      return all;
    }
    if (all.length == 1) {
      return NOBODY;
    }
    Feed[] rest = Arrays.copyOf(all, all.length - 1);
    System.arraycopy(all, at + 1, rest, at, rest.length - at);
    return rest;
  }

  /** Will tell present values at the end of this tick, or soon after. */
  void ask(List<Snapshot> snapshots) {
    asked.addAll(snapshots);
  }

  private static void answer(Snapshot snapshot, long wallMillis) {
    try {
      snapshot.fill(wallMillis);
    } catch (RejectedExecutionException e) {
      // The event loop has ended, and with it everybody who listened.
    }
  }
}
