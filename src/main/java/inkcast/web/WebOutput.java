package inkcast.web;

import inkcast.stage.Node;
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

  private final Feed[][] feeds; // (nodes, those that carry it)
  private final List<Feed> active = new ArrayList<>(); // with something to tell in this tick
  private final Deque<Snapshot> asked = new ArrayDeque<>();

  WebOutput(List<Node> nodes) {
    feeds = new Feed[nodes.size()][];
    Arrays.fill(feeds, NOBODY);
  }

  @Override
  public void changed(Node node) {
    for (Feed feed : feeds[node.index()]) {
      feed.changed(node);
      if (!feed.active()) {
        feed.active(true);
        active.add(feed);
      }
    }
  }

  @Override
  public void endOfTick(long wallMillis) {
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
      left -= snapshot.feed().nodes().size();
      answer(snapshot, wallMillis);
    }
  }

  /** Whether anybody listens to the node of this index. */
  boolean listensTo(int node) {
    return feeds[node].length > 0;
  }

  /** Begins to tell a new feed. */
  void add(Feed feed) {
    for (Node node : feed.nodes()) {
      Feed[] before = feeds[node.index()];
      Feed[] after = Arrays.copyOf(before, before.length + 1);
      after[before.length] = feed;
      feeds[node.index()] = after;
    }
  }

  /** Ends feeds that nobody listens to any more. */
  void remove(List<Feed> ended) {
    for (Feed feed : ended) {
      for (Node node : feed.nodes()) {
        feeds[node.index()] = without(feeds[node.index()], feed);
      }
      active.remove(feed);
      feed.close();
    }
  }

  private static Feed[] without(Feed[] all, Feed gone) {
    if (all.length <= 1) {
      return NOBODY;
    }
    Feed[] rest = new Feed[all.length - 1];
    int count = 0;
    for (Feed feed : all) {
      if (feed != gone) {
        rest[count++] = feed;
      }
    }
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
