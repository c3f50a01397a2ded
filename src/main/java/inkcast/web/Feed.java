package inkcast.web;

import inkcast.packet.Frames;
import inkcast.packet.Frames.Frame;
import inkcast.stage.Node;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What some clients listen to: one address, whose messages go out bare, or all that a pattern
 * matches, in bundles. The tick's thread encodes it once, however many listen; who listens is known
 * on the event loop alone.
 */
final class Feed {
  private static final int FRAMES = 32; // ticks on their way to a busy event loop at most
  private static final int MAX_BYTES = 4 << 20;
  private static final int SPARE = 1024; // beyond a message: headers
  private static final int FIRST_CAPACITY = 16 * 1024;

  private final String address;
  private final Messages messages;
  private final boolean bundled;
  private final Counters counters;

  // The event loop's.
  private final List<Client> members = new ArrayList<>();
  private List<Node> nodes;
  private int listeners; // members, and those who will be when they have been told the values

  // The tick's.
  private final Frames frames;
  private final FrameEncoder encoder;
  private List<Node> told;
  private @Nullable Frame frame;
  private boolean lost; // messages of an earlier tick
  private boolean active;

  /**
   * A feed that nobody listens to yet. Event loop only.
   *
   * @param nodes those that match, each with a value
   * @param bundled whether the address is a pattern
   */
  Feed(
      String address,
      List<Node> nodes,
      boolean bundled,
      Messages messages,
      EventLoop loop,
      Counters counters) {
    this.address = address;
    this.nodes = nodes;
    this.told = nodes;
    this.bundled = bundled;
    this.messages = messages;
    this.counters = counters;
    encoder = new FrameEncoder(messages, bundled);
    int capacity = Math.min(FIRST_CAPACITY, estimate());
    frames = new Frames(loop, FRAMES, capacity, MAX_BYTES, this::deliver);
  }

  /** Address or pattern. */
  String address() {
    return address;
  }

  /** Whether it is one of a pattern. */
  boolean bundled() {
    return bundled;
  }

  /** What it tells of; event loop only. */
  List<Node> nodes() {
    return nodes;
  }

  /** What it tells of as soon as the tick's thread knows; event loop only. */
  void nodes(List<Node> others) {
    nodes = others;
  }

  /** What it tells of; tick's thread only. */
  List<Node> told() {
    return told;
  }

  /** What it tells of from now on; tick's thread only. */
  void told(List<Node> others) {
    told = others;
  }

  /** About how many bytes all its values take; event loop only. */
  int estimate() {
    return nodes.stream().mapToInt(node -> messages.estimate(node) + 8).sum() + 64;
  }

  /** One more will listen; event loop only. */
  void expect() {
    listeners++;
  }

  /** A client has the present values and takes what follows; event loop only. */
  void join(Client client) {
    if (!members.contains(client)) {
      members.add(client);
    }
  }

  /**
   * A client leaves; event loop only.
   *
   * @return whether nobody listens any more
   */
  boolean leave(Client client) {
    members.remove(client);
    return --listeners == 0;
  }

  /** Takes a new value up into this tick's frame. */
  void changed(Node node) {
    if (lost) {
      return;
    }
    Frame open = frame;
    if (open == null) {
      open = frames.take();
      if (open == null) {
        lose();
        return;
      }
      frame = open;
    }
    if (open.bytes().writerIndex() + messages.size(node) + SPARE > MAX_BYTES) {
      lose();
      return;
    }
    encoder.add(open.bytes(), node);
  }

  /** Drops this tick's frame: all values will be told anew instead. */
  void lose() {
    lost = true;
    frame = null;
    encoder.abandon();
    counters.count(Counter.WEB_DROPPED);
  }

  /** Whether it has something to tell in this tick, as its output remembers. */
  boolean active() {
    return active;
  }

  /** Remembers whether it has something to tell. */
  void active(boolean active) {
    this.active = active;
  }

  /**
   * Hands this tick's frame to the event loop.
   *
   * @return false if something was lost and could not yet be made up for: call again next tick
   */
  boolean endOfTick(long wallMillis) {
    Frame open = lost ? recover() : frame;
    if (open != null) {
      encoder.end(open.bytes(), 0, wallMillis);
      open.post();
      frame = null;
    }
    return !lost;
  }

  /** Appends all present values, for somebody who does not know them. */
  void writeAll(ByteBuf into, long wallMillis) {
    FrameEncoder fresh = new FrameEncoder(messages, bundled);
    int from = into.writerIndex();
    for (int i = 0; i < told.size(); i++) {
      if (isPresent(told.get(i))) {
        fresh.add(into, told.get(i));
      }
    }
    fresh.end(into, from, wallMillis);
  }

  private static boolean isPresent(Node node) {
    return !node.removed() && node.lasting();
  }

  /** Frees its memory; nothing is told after that. */
  void close() {
    frames.close();
  }

  // All values anew stand for the messages that were lost, and for those of this tick.
  private @Nullable Frame recover() {
    Frame open = frames.take();
    if (open != null) {
      for (int i = 0; i < told.size(); i++) {
        if (isPresent(told.get(i))) {
          encoder.add(open.bytes(), told.get(i));
        }
      }
      lost = false;
    }
    return open;
  }

  // A copy, so that a client that reads slowly keeps that, and never a frame of the tick's.
  private void deliver(ByteBuf bytes) {
    if (members.isEmpty()) {
      return;
    }
    ByteBuf shared = PooledByteBufAllocator.DEFAULT.directBuffer(bytes.readableBytes());
    try {
      shared.writeBytes(bytes, bytes.readerIndex(), bytes.readableBytes());
      for (int i = members.size() - 1; i >= 0; i--) {
        members.get(i).send(shared);
      }
    } finally {
      shared.release();
    }
  }
}
