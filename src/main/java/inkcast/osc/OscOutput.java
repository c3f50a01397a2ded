package inkcast.osc;

import inkcast.stage.AddressSpace;
import inkcast.stage.AddressSpace.Tree;
import inkcast.stage.GlobalNodes;
import inkcast.stage.Node;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.Output;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Tells every target of every change, in the order of happening and in its own {@link Shape}.
 * Addresses with strings are left out, as receivers of numbers stumble over them.
 */
public final class OscOutput implements Output, AutoCloseable {
  /** Nodes whose values are told again in one tick at most, so that a refresh is no burst. */
  static final int REFRESHED_IN_A_TICK = 64;

  private final Counters counters;
  private volatile List<Node> nodes;
  private final EventLoop loop;
  private final Targets targets;
  private volatile Encoder tuple; // bundles, too
  private volatile @Nullable Encoder flat; // once anybody wants it: it takes memory
  private volatile Duration refresh;
  private volatile boolean ghosts;
  private volatile Shape shape; // for those that subscribe
  private volatile double rate; // ticks a second
  private final GlobalNodes global;
  private final AtomicBoolean found = new AtomicBoolean();
  private int refreshed; // nodes, of those to be told again
  private long refreshedAt; // time of day, ms
  private long wallMillis; // of the last tick

  /**
   * What the configuration says.
   *
   * @param shape for those that subscribe
   * @param refresh how often all values are told again; zero: only at first
   * @param spread whether a tick's datagrams are paced, see {@link Delivery}
   * @param ghosts whether those are told, too
   */
  public record Settings(
      List<Recipient> targets, Shape shape, Duration refresh, boolean spread, boolean ghosts) {

    /** Without ghosts. */
    public Settings(List<Recipient> targets, Shape shape, Duration refresh, boolean spread) {
      this(targets, shape, refresh, spread, false);
    }
  }

  /**
   * Whom to tell.
   *
   * @param to unresolved: a host name or an address
   */
  public record Recipient(InetSocketAddress to, Shape shape) {}

  /**
   * Opens the sockets and begins to look for the targets' addresses; call before the first tick.
   *
   * @param group one of its event loops sends
   */
  public OscOutput(EventLoopGroup group, Settings settings, AddressSpace space, Counters counters) {
    this.counters = counters;
    nodes = space.nodes();
    global = space.global();
    loop = group.next();
    tuple = new Encoder(nodes, false, loop);
    targets = new Targets(loop, counters, this::change, () -> found.set(true));
    refresh = settings.refresh;
    shape = settings.shape;
    rate = global.rate();
    prepare(settings);
    targets.begin(settings.targets);
    found.set(false); // the first ticks tell everything anyway
    targets.start();
  }

  /**
   * Does as another configuration says, soon. Targets that stay miss nothing. Not on the tick's
   * thread; one thread at a time.
   */
  public void reconfigure(Settings settings) {
    prepare(settings);
    targets.replace(settings.targets);
  }

  private void prepare(Settings settings) {
    refresh = settings.refresh;
    ghosts = settings.ghosts;
    if (flat == null
        && (settings.shape == Shape.FLAT
            || settings.targets.stream().anyMatch(t -> t.shape == Shape.FLAT))) {
      flat = new Encoder(nodes, true, loop);
    }
    shape = settings.shape;
    tuple.delivery().spread(settings.spread);
    if (flat != null) {
      flat.delivery().spread(settings.spread);
    }
  }

  @Override
  public Runnable prepare(Tree tree) {
    List<Node> next = tree.nodes();
    Encoder nextTuple = tuple.successor(next);
    Encoder nextFlat = flat == null ? null : flat.successor(next);
    return () -> {
      boolean dropped = tuple.giveWay(wallMillis, rate);
      if (flat != null) {
        dropped |= flat.giveWay(wallMillis, rate);
      }
      if (dropped) {
        counters.count(Counter.OSC_DROPPED);
      }
      tuple = nextTuple;
      flat = nextFlat;
      nodes = next;
      refreshed = Math.min(refreshed, next.size());
      found.set(true); // those that come are told to everybody
    };
  }

  @Override
  public void beginAnew(Tree tree) {
    tuple.abandon();
    if (flat != null) {
      flat.abandon();
    }
    prepare(tree).run();
  }

  /** Of what is made on request only ghosts, where these are configured. */
  @Override
  public boolean wants(Node node) {
    return ghosts && tuple.tells(node);
  }

  @Override
  public void changed(Node node) {
    if (node.kind() == Node.Kind.REQUEST && !ghosts) { // the encoders tell ghosts alone
      return;
    }
    tuple.changed(node);
    if (flat != null) {
      flat.changed(node);
    }
  }

  @Override
  public void endOfTick(long wallMillis) {
    this.wallMillis = wallMillis;
    rate = global.rate();
    refresh(wallMillis);
    boolean dropped = tuple.endOfTick(wallMillis, global.rate());
    if (flat != null) {
      dropped |= flat.endOfTick(wallMillis, global.rate());
    }
    if (dropped) {
      counters.count(Counter.OSC_DROPPED);
      found.set(true); // states were lost with it: tell them anew
    }
  }

  /** Sends everything. */
  EventLoop loop() {
    return loop;
  }

  /** Sends nothing to a port of this program's own from now on; any thread. */
  void avoid(int port) {
    targets.avoid(port);
  }

  /**
   * Whether a target would be a port of this program's own, which is never sent to. A name that is
   * to be looked up is taken for another; any thread.
   *
   * @param to unresolved
   */
  public boolean isOwn(InetSocketAddress to) {
    return targets.isOwn(to);
  }

  /** Ticks a second; any thread. */
  public double rate() {
    return rate;
  }

  /** For those that subscribe; any thread. */
  Shape shape() {
    return shape;
  }

  /** How to tell targets of this shape, which was configured once; any thread. */
  Encoder encoder(Shape shape) {
    Encoder other = flat;
    return shape == Shape.FLAT && other != null ? other : tuple;
  }

  /** Time of day of the last tick, milliseconds since 1970; tick's thread only. */
  long wallMillis() {
    return wallMillis;
  }

  /** What became of each target, in the order of the configuration; any thread. */
  public List<Status> status() {
    return targets.list().stream()
        .map(t -> new Status(t.toString(), t.route() != null, t.sent(), t.failed(), t.dropped()))
        .toList();
  }

  /**
   * What became of a target.
   *
   * @param name as configured
   * @param found whether its address is known
   * @param sent datagrams the system took
   * @param failed datagrams it did not take, or that came back as unreachable
   * @param dropped datagrams while its address was not known
   */
  public record Status(String name, boolean found, long sent, long failed, long dropped) {}

  /** Ends after what was posted; the tick's thread must have stopped. */
  @Override
  public void close() {
    tuple.close();
    if (flat != null) {
      flat.close();
    }
    targets.close();
  }

  @Override
  public String toString() {
    return "OSC output";
  }

  private void change(List<Target> gone, List<Target> come) {
    tuple.audience().change(of(gone, false), of(come, false));
    if (flat != null) {
      flat.audience().change(of(gone, true), of(come, true));
    }
  }

  private static List<Target> of(List<Target> targets, boolean flat) {
    return targets.stream().filter(t -> (t.recipient().shape() == Shape.FLAT) == flat).toList();
  }

  /** Tells the values again, some in each tick, leaving out what was told in this one anyway. */
  private void refresh(long wallMillis) {
    if (refreshed == nodes.size() && refreshDue(wallMillis)) {
      refreshed = 0;
    }
    if (refreshed == 0) {
      refreshedAt = wallMillis;
    }
    Encoder other = flat;
    for (int told = 0; told < REFRESHED_IN_A_TICK && refreshed < nodes.size(); refreshed++) {
      Node node = nodes.get(refreshed);
      boolean repeated = tuple.repeat(node);
      if (other != null) {
        repeated |= other.repeat(node);
      }
      told += repeated ? 1 : 0;
    }
  }

  private boolean refreshDue(long wallMillis) {
    long everyMillis = refresh.toMillis();
    // A clock that was set back must not put the next refresh off.
    boolean elapsed = wallMillis - refreshedAt >= everyMillis || wallMillis < refreshedAt;
    return found.getAndSet(false) || (everyMillis > 0 && elapsed);
  }
}
