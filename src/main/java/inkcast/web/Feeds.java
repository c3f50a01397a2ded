package inkcast.web;

import inkcast.stage.AddressPattern;
import inkcast.stage.AddressPattern.BadPattern;
import inkcast.stage.AddressSpace;
import inkcast.stage.AddressSpace.Tree;
import inkcast.stage.Commands;
import inkcast.stage.Commands.Command;
import inkcast.stage.Node;
import inkcast.stage.Refusal;
import inkcast.stage.Refusal.Reason;
import inkcast.tick.Counters;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** All feeds that anybody listens to, by address. Event loop only. */
final class Feeds {
  /** Different patterns at most: each is encoded on its own, on the tick's thread. */
  static final int MAX_PATTERNS = 256;

  /** How many times the whole address space may be encoded in all patterns together. */
  private static final int MAX_SHARE = 8;

  private static final int ALWAYS_FINE = 16_384; // nodes of all patterns
  private static final long RETRY_MILLIS = 50;
  private static final int NODES_A_COMMAND = 1024;

  private final AddressSpace space;
  private final Commands commands;
  private final WebOutput output;
  private final Messages messages;
  private final EventLoop loop;
  private final Notices notices;
  private final Counters counters;
  private final Map<String, Feed> feeds = new HashMap<>();
  private final Queue<Command> waiting = new ArrayDeque<>(); // for room in the tick's queue
  private Tree tree; // that is known to feeds and clients
  private double maxTemperature;
  private int patterns;
  private int patternNodes;

  Feeds(
      AddressSpace space,
      Commands commands,
      WebOutput output,
      Messages messages,
      EventLoop loop,
      Notices notices,
      Counters counters) {
    this.space = space;
    this.commands = commands;
    this.output = output;
    this.messages = messages;
    this.loop = loop;
    this.notices = notices;
    this.counters = counters;
    tree = space.tree();
    maxTemperature = space.maxTemperature();
  }

  /** Takes over what has become of the address space, and tells all clients. */
  void adapt() {
    Tree before = tree;
    tree = space.tree();
    messages.adapt(tree.nodes());
    List<String> notices = PathChanges.between(before.root(), tree.root());
    if (maxTemperature != space.maxTemperature()) {
      maxTemperature = space.maxTemperature();
      String ranges = PathChanges.changed(space.prefix() + "/writer");
      if (!notices.contains(ranges)) {
        notices.add(ranges);
      }
    }
    this.notices.tell(notices);
    feeds.values().forEach(this::adapt);
  }

  private void adapt(Feed feed) {
    List<Node> before = feed.nodes();
    List<Node> after;
    try {
      after = readable(feed.address());
    } catch (Refused e) {
      after = List.of(); // the only node it has had is not there now
    }
    Set<Node> earlier = Collections.newSetFromMap(new IdentityHashMap<>());
    earlier.addAll(before);
    List<Node> come = after.stream().filter(node -> !earlier.remove(node)).toList();
    List<Node> gone = List.copyOf(earlier);
    if (come.isEmpty() && gone.isEmpty()) {
      return;
    }
    count(feed, -1);
    feed.nodes(after);
    count(feed, 1);
    // A part of them at a time, as a tick must tell their values.
    for (int from = 0; from == 0 || from < come.size(); from += NODES_A_COMMAND) {
      int to = Math.min(come.size(), from + NODES_A_COMMAND);
      insist(new Change(output, feed, after, from == 0 ? gone : List.of(), come.subList(from, to)));
    }
  }

  private record Change(
      WebOutput output, Feed feed, List<Node> told, List<Node> gone, List<Node> come)
      implements Command {
    @Override
    public void run() {
      output.change(feed, told, gone, come);
    }

    @Override
    public int weight() {
      return 1 + come.size() / 2;
    }
  }

  /** A LISTEN that cannot be granted. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    private Refused(Reason reason, String message) {
      super(message, null, false, false);
      refusal = new Refusal(reason, message);
    }

    /** Why. */
    Refusal refusal() {
      return refusal;
    }
  }

  /**
   * Lets a client listen, who will be welcomed with the present values.
   *
   * @param address exact, or a pattern
   */
  Feed listen(Client client, String address) throws Refused {
    Feed known = feeds.get(address);
    Feed feed = known == null ? make(address) : known;
    List<Snapshot> snapshot = List.of(new Snapshot(client, feed, loop));
    boolean accepted =
        waiting.isEmpty()
            && commands.offer(
                () -> {
                  if (known == null) {
                    output.add(feed);
                  }
                  output.ask(snapshot);
                });
    if (!accepted) {
      if (known == null) {
        feed.close();
      }
      throw new Refused(Reason.BUSY, "too many commands are waiting, try again");
    }
    if (known == null) {
      feeds.put(address, feed);
      count(feed, 1);
    }
    feed.expect();
    return feed;
  }

  /** Lets a client go from some of the feeds it listens to. */
  void leave(Client client, Collection<Feed> left) {
    List<Feed> ended = new ArrayList<>();
    for (Feed feed : left) {
      if (feed.leave(client)) {
        feeds.remove(feed.address());
        count(feed, -1);
        ended.add(feed);
      }
    }
    if (!ended.isEmpty()) {
      insist(() -> output.remove(ended));
    }
  }

  /** Tells a client all present values anew: it has missed some. */
  void refresh(Client client, Collection<Feed> missed) {
    List<Snapshot> snapshots = new ArrayList<>();
    missed.forEach(feed -> snapshots.add(new Snapshot(client, feed, loop)));
    insist(() -> output.ask(snapshots));
  }

  /** Values that one client may wait for at once. */
  int mostAwaited() {
    return Math.max(ALWAYS_FINE, 2 * tree.nodes().size());
  }

  private Feed make(String address) throws Refused {
    boolean pattern = AddressPattern.isPattern(address);
    List<Node> nodes = readable(address);
    if (pattern && (patterns >= MAX_PATTERNS || patternNodes + nodes.size() > mostNodes())) {
      throw new Refused(
          Reason.BUSY, "too many different patterns are listened to: use exact addresses");
    }
    return new Feed(address, nodes, pattern, messages, loop, counters);
  }

  private List<Node> readable(String address) throws Refused {
    boolean pattern = AddressPattern.isPattern(address);
    List<Node> nodes = new ArrayList<>();
    if (pattern) {
      nodes.addAll(match(address));
    } else {
      Node node = tree.node(address);
      if (node != null) {
        nodes.add(node);
      }
    }
    if (nodes.isEmpty()) {
      throw new Refused(Reason.UNKNOWN_ADDRESS, "no such address");
    }
    nodes.removeIf(node -> !node.readable() || (pattern && !named(node, address)));
    nodes.stream().filter(node -> node.kind() == Node.Kind.REQUEST).forEach(messages::adapt);
    if (nodes.isEmpty()) {
      throw new Refused(Reason.UNKNOWN_ADDRESS, "has no value to listen to");
    }
    return List.copyOf(nodes);
  }

  /** Who listens to everything has not asked for what is made on request only. */
  private static boolean named(Node node, String pattern) {
    String name = node.address().substring(node.address().lastIndexOf('/') + 1);
    return node.kind() != Node.Kind.REQUEST
        || pattern.substring(pattern.lastIndexOf('/') + 1).contains(name);
  }

  private List<Node> match(String pattern) throws Refused {
    try {
      return tree.match(AddressPattern.parse(pattern));
    } catch (BadPattern e) {
      throw new Refused(Reason.BAD_PATTERN, String.valueOf(e.getMessage()));
    }
  }

  private int mostNodes() {
    return Math.max(ALWAYS_FINE, MAX_SHARE * tree.nodes().size());
  }

  private void count(Feed feed, int sign) {
    if (feed.bundled()) {
      patterns += sign;
      patternNodes += sign * feed.nodes().size();
    }
  }

  /** For what must reach the tick's thread, in this order, however full its queue is. */
  private void insist(Command command) {
    waiting.add(command);
    if (waiting.size() == 1) { // else a later try is under way
      offer();
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored")
  private void offer() {
    while (!waiting.isEmpty() && commands.offer(waiting.element())) {
      waiting.remove();
    }
    if (!waiting.isEmpty()) {
      try {
        loop.schedule(this::offer, RETRY_MILLIS, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        // The event loop ends, and the feeds with it.
      }
    }
  }
}
