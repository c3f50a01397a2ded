package inkcast.osc;

import inkcast.packet.BundleSequence;
import inkcast.packet.Bundles;
import inkcast.packet.Frames;
import inkcast.packet.Frames.Frame;
import inkcast.packet.Template;
import inkcast.stage.AddressSpace;
import inkcast.stage.GlobalNodes;
import inkcast.stage.Node;
import inkcast.stage.Node.Kind;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.Output;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Tells every target of every change, in the order of happening: one datagram a message, or a
 * tick's messages in bundles. Addresses with strings are left out, as receivers of numbers stumble
 * over them.
 *
 * <p>Within a tick, a state that changes again replaces its earlier message; events are all told.
 */
public final class OscOutput implements Output, AutoCloseable {
  /** Nodes whose values are told again in one tick at most, so that a refresh is no burst. */
  static final int REFRESHED_IN_A_TICK = 64;

  /** Ticks that may wait for the event loop: a second's, so that no machine's hiccup costs any. */
  static final int FRAMES = 64;

  private static final int FEWEST_FRAMES = 8; // where the ticks of many writers need the memory
  private static final int MEMORY_BYTES = 8 << 20; // of all frames

  private static final int SPARE_BYTES = 4096; // of a frame, for pens that move twice in a tick
  private static final int GROWTH = 4; // of a frame, in a tick with many commands

  private final Counters counters;
  private final long refreshMillis;
  private final List<Node> nodes;
  private final @Nullable Template[] templates; // (nodes,), null: told to nobody
  private final long[] toldIn; // (nodes,), the tick
  private final int[] toldAt; // (nodes,), where in that tick's frame the message begins
  private final Targets targets;
  private final Target[] receivers;
  private final Delivery delivery;
  private final Frames frames;
  private final BundleSequence bundles = new BundleSequence();
  private final GlobalNodes global;
  private final AtomicBoolean found = new AtomicBoolean();
  private @Nullable Frame frame;
  private boolean dropped;
  private long tick = 1;
  private int refreshed; // nodes, of those to be told again
  private long refreshedAt; // time of day, ms

  /**
   * What the configuration says.
   *
   * @param refresh how often all values are told again; zero: only at first
   * @param spread whether a tick's datagrams are paced, see {@link Delivery}
   */
  public record Settings(List<Recipient> targets, Duration refresh, boolean spread) {}

  /**
   * Whom to tell.
   *
   * @param to unresolved: a host name or an address
   * @param bundled whether a tick's messages come in bundles; else each in a datagram of its own
   */
  public record Recipient(InetSocketAddress to, boolean bundled) {}

  /**
   * Opens the sockets and begins to look for the targets' addresses; call before the first tick.
   *
   * @param group one of its event loops sends
   */
  public OscOutput(EventLoopGroup group, Settings settings, AddressSpace space, Counters counters) {
    this.counters = counters;
    nodes = space.nodes();
    global = space.global();
    refreshMillis = settings.refresh.toMillis();
    int count = nodes.size();
    templates = new @Nullable Template[count];
    toldIn = new long[count];
    toldAt = new int[count];
    int elements = SPARE_BYTES;
    for (Node node : nodes) {
      if (node.readable() && Template.fits(node.types())) {
        Template template = new Template(node.address(), node.types());
        templates[node.index()] = template;
        elements += Bundles.ELEMENT_HEADER_SIZE + template.size();
      }
    }
    EventLoop loop = group.next();
    targets = new Targets(loop, settings.targets, counters, () -> found.set(true));
    receivers = targets.list().toArray(Target[]::new);
    delivery = new Delivery(loop, receivers, targets::flush, settings.spread);
    int bytes = BundleSequence.size(elements);
    int frameCount = Math.clamp(MEMORY_BYTES / bytes, FEWEST_FRAMES, FRAMES);
    frames = new Frames(loop, frameCount, bytes, GROWTH * bytes, delivery::accept);
    found.set(false); // the first ticks tell everything anyway
    targets.start();
  }

  @Override
  public void changed(Node node) {
    Template template = templates[node.index()];
    if (template == null || receivers.length == 0) {
      return;
    }
    Frame into = frame();
    if (into == null) {
      dropped = true;
      return;
    }
    int index = node.index();
    if (node.kind() == Kind.STATE && toldIn[index] == tick) {
      template.overwrite(into.bytes(), toldAt[index], node.numbers());
    } else if (bundles.fits(template)) {
      toldIn[index] = tick;
      toldAt[index] = bundles.add(template, node.numbers());
    } else {
      dropped = true;
    }
  }

  @Override
  public void endOfTick(long wallMillis) {
    refresh(wallMillis);
    if (frame != null) {
      bundles.end(wallMillis);
      delivery.rate(global.rate());
      dropped |= !frame.post();
      frame = null;
    }
    if (dropped) {
      counters.count(Counter.OSC_DROPPED);
      found.set(true); // states were lost with it: tell them anew
      dropped = false;
    }
    tick++;
  }

  /** What became of each target, in the order of the configuration; any thread. */
  public List<Status> status() {
    return Arrays.stream(receivers)
        .map(t -> new Status(t.toString(), t.route() != null, t.sent(), t.failed()))
        .toList();
  }

  /**
   * What became of a target.
   *
   * @param name as configured
   * @param found whether its address is known
   * @param sent datagrams the system took
   * @param failed datagrams it did not take, or that came back as unreachable
   */
  public record Status(String name, boolean found, long sent, long failed) {}

  /** Ends after what was posted; the tick's thread must have stopped. */
  @Override
  public void close() {
    delivery.close();
    frames.close();
    targets.close();
  }

  @Override
  public String toString() {
    return "OSC output";
  }

  private @Nullable Frame frame() {
    if (frame == null && !dropped) {
      frame = frames.take();
      if (frame != null) {
        bundles.begin(frame.bytes());
      }
    }
    return frame;
  }

  /** Tells the values again, some in each tick, leaving out what was told in this one anyway. */
  private void refresh(long wallMillis) {
    if (refreshed == nodes.size() && refreshDue(wallMillis)) {
      refreshed = 0;
    }
    if (refreshed == 0) {
      refreshedAt = wallMillis;
    }
    for (int told = 0; told < REFRESHED_IN_A_TICK && refreshed < nodes.size() && !dropped; ) {
      Node node = nodes.get(refreshed);
      if (templates[node.index()] != null && toldIn[node.index()] != tick) {
        changed(node);
        told++;
      }
      refreshed++;
    }
  }

  private boolean refreshDue(long wallMillis) {
    // A clock that was set back must not put the next refresh off.
    boolean elapsed = wallMillis - refreshedAt >= refreshMillis || wallMillis < refreshedAt;
    return found.getAndSet(false) || (refreshMillis > 0 && elapsed);
  }
}
