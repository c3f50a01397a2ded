package inkcast.osc;

import inkcast.packet.BundleSequence;
import inkcast.packet.Bundles;
import inkcast.packet.Frames;
import inkcast.packet.Frames.Frame;
import inkcast.packet.Template;
import inkcast.packet.TextTemplate;
import inkcast.stage.Node;
import inkcast.stage.Node.Kind;
import io.netty.channel.EventLoop;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way to put values into messages, and the frames in which a tick's go to whoever is told so.
 * Tick's thread, unless said otherwise; allocates nothing.
 *
 * <p>Within a tick, a state that changes again replaces its message; events are all told.
 */
final class Encoder {
  /** Ticks that may wait for the event loop: a second's, so that no machine's hiccup costs any. */
  static final int FRAMES = 64;

  private static final int FEWEST_FRAMES = 8; // where the ticks of many writers need the memory
  private static final int MEMORY_BYTES = 8 << 20; // of all frames

  private static final int SPARE_BYTES = 4096; // of a frame, for pens that move twice in a tick
  private static final int GROWTH = 4; // of a frame, in a tick with many commands

  private static final Template[] NOT_TOLD = {};

  private final Template[][] templates; // (nodes, messages of each)
  private final @Nullable TextTemplate[] texts; // (nodes,), told only to those that ask
  private final long[] toldIn; // (nodes,), the tick
  private final int[] toldAt; // (nodes,), where in that tick's frame its first message begins
  private final Audience audience;
  private final boolean flat;
  private final EventLoop loop;
  private final Delivery delivery;
  private final Frames frames;
  private final BundleSequence bundles = new BundleSequence();
  private @Nullable Frame frame;
  private boolean dropped;
  private long tick = 1;

  /**
   * Tells nobody yet; any thread.
   *
   * @param nodes by their index
   * @param flat whether numbers that have names are messages of their own
   * @param loop sends
   */
  Encoder(List<Node> nodes, boolean flat, EventLoop loop) {
    this(nodes, flat, loop, new Audience(), null);
  }

  private Encoder(
      List<Node> nodes, boolean flat, EventLoop loop, Audience audience, @Nullable Delivery way) {
    this.flat = flat;
    this.loop = loop;
    this.audience = audience;
    int count = nodes.size();
    templates = new Template[count][];
    texts = new TextTemplate[count];
    toldIn = new long[count];
    toldAt = new int[count];
    int elements = SPARE_BYTES;
    for (Node node : nodes) {
      templates[node.index()] = messages(node, flat);
      if (node.textual()) {
        texts[node.index()] = new TextTemplate(node.address());
      }
      for (Template template : templates[node.index()]) {
        elements += Bundles.ELEMENT_HEADER_SIZE + template.size();
      }
    }
    delivery = way == null ? new Delivery(loop, audience) : way;
    int bytes = BundleSequence.size(elements);
    int frameCount = Math.clamp(MEMORY_BYTES / bytes, FEWEST_FRAMES, FRAMES);
    frames = new Frames(loop, frameCount, bytes, GROWTH * bytes, delivery::accept);
  }

  /** One that tells the same audience of other nodes when this one has ended; any thread. */
  Encoder successor(List<Node> nodes) {
    return new Encoder(nodes, flat, loop, audience, delivery);
  }

  /**
   * Ends for the sake of a successor, within a tick: what the tick has told until then is sent.
   *
   * @param rate ticks a second
   * @return whether something of it is lost
   */
  boolean giveWay(long wallMillis, double rate) {
    boolean lost = endOfTick(wallMillis, rate);
    frames.close();
    return lost;
  }

  /** Forgets what this tick has told so far. */
  void abandon() {
    frame = null;
  }

  private static Template[] messages(Node node, boolean flat) {
    // Of what is made on request, ghosts alone are told.
    boolean never = node.kind() == Kind.REQUEST && !node.address().endsWith("/ghost");
    if (!node.readable() || node.textual() || !Template.fits(node.types()) || never) {
      return NOT_TOLD;
    }
    List<String> parts = node.parts();
    if (!flat || parts.isEmpty()) {
      return new Template[] {new Template(node.address(), node.types())};
    }
    String above = node.address().substring(0, node.address().lastIndexOf('/') + 1);
    Template[] messages = new Template[parts.size()];
    for (int i = 0; i < messages.length; i++) {
      messages[i] = new Template(above + parts.get(i), node.types().substring(i, i + 1), i);
    }
    return messages;
  }

  /** Who is told; any thread. */
  Audience audience() {
    return audience;
  }

  /** Sends what is posted; any thread. */
  Delivery delivery() {
    return delivery;
  }

  /** Whether it has messages of a node's values. */
  boolean tells(Node node) {
    return templates[node.index()].length > 0;
  }

  /** Takes a new value up into this tick's frame. */
  void changed(Node node) {
    Template[] messages = templates[node.index()];
    if (messages.length == 0 || audience.isEmpty()) {
      return;
    }
    Frame into = frame();
    if (into == null) {
      dropped = true;
      return;
    }
    int index = node.index();
    if (node.kind() == Kind.STATE && toldIn[index] == tick && messages.length == 1) {
      messages[0].overwrite(into.bytes(), toldAt[index], node.numbers());
    } else if (bundles.fit(messages)) {
      toldIn[index] = tick;
      toldAt[index] = bundles.add(messages[0], node.numbers());
      for (int i = 1; i < messages.length; i++) {
        bundles.add(messages[i], node.numbers());
      }
    } else {
      dropped = true;
    }
  }

  /** Tells a lasting value again, unless this tick has told it anyway; returns whether it did. */
  boolean repeat(Node node) {
    int index = node.index();
    boolean due =
        node.lasting()
            && templates[index].length > 0
            && toldIn[index] != tick
            && !audience.isEmpty();
    if (due) {
      changed(node);
    }
    return due;
  }

  /** Appends a node's present value, if it has one, for those that ask for it; allocates. */
  void write(BundleSequence into, Node node) {
    if (!node.lasting()) {
      return;
    }
    for (Template template : templates[node.index()]) {
      into.add(template, node.numbers());
    }
    TextTemplate text = texts[node.index()];
    if (text != null) {
      into.add(text, node.texts());
    }
  }

  /**
   * Hands this tick's frame to the event loop.
   *
   * @param rate ticks a second
   * @return whether something of it is lost
   */
  boolean endOfTick(long wallMillis, double rate) {
    if (frame != null) {
      bundles.end(wallMillis);
      delivery.rate(rate);
      dropped |= !frame.post();
      frame = null;
    }
    boolean lost = dropped;
    dropped = false;
    tick++;
    return lost;
  }

  /** Ends after what was posted; the tick's thread must have stopped. */
  void close() {
    delivery.close();
    frames.close();
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
}
