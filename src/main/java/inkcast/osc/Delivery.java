package inkcast.osc;

import inkcast.packet.BundleSequence;
import inkcast.packet.Bundles;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes datagrams of what a tick has told, and lets them go: all at once; or spread, a part each
 * millisecond for half a period at most, so that no receiver's socket buffer must hold a whole
 * tick. What is left when the next tick comes goes out before it. Event loop only, where nothing
 * else is said.
 */
final class Delivery {
  /** Bytes of a part at least, so that few messages are not delayed for nothing. */
  private static final int LEAST_PART = BundleSequence.MAX_BUNDLE;

  private static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final double SECOND_NS = TimeUnit.SECONDS.toNanos(1);

  private final EventLoop loop;
  private final Audience audience;
  private volatile boolean spread;
  private volatile long periodNs;
  private @Nullable ByteBuf rest; // of a tick that is being spread
  private @Nullable ScheduledFuture<?> next;
  private int partBytes;
  private long startNs;
  private int startBytes;

  /** Nothing to send yet. */
  Delivery(EventLoop loop, Audience audience) {
    this.loop = loop;
    this.audience = audience;
  }

  /** Whether ticks are spread, if they are 4 ms long or longer; any thread. */
  void spread(boolean spread) {
    this.spread = spread;
  }

  /**
   * Any thread.
   *
   * @param rate ticks a second
   */
  void rate(double rate) {
    periodNs = Math.round(SECOND_NS / rate);
  }

  /**
   * Sends a tick.
   *
   * @param bundles a {@link BundleSequence}; retained for as long as it takes
   */
  void accept(ByteBuf bundles) {
    finish();
    int parts = spread ? (int) (periodNs / 2 / STEP_NS) : 1;
    startBytes = bundles.readableBytes();
    partBytes = parts > 1 ? Math.max(LEAST_PART, Math.ceilDiv(startBytes, parts)) : startBytes;
    if (startBytes <= partBytes) {
      write(bundles, 0);
      return;
    }
    startNs = loop.ticker().nanoTime();
    rest = bundles.retainedDuplicate();
    sendPart();
  }

  /** Lets go what waits; any thread. What comes later may still be accepted. */
  void close() {
    try {
      loop.execute(this::finish);
    } catch (RejectedExecutionException e) {
      release(); // the loop has ended
    }
  }

  /** Sends as many parts as are due by now: if the loop was busy, more than one. */
  private void sendPart() {
    ByteBuf bundles = rest;
    if (bundles == null) {
      return;
    }
    long sinceNs = loop.ticker().nanoTime() - startNs;
    long due = (sinceNs / STEP_NS + 1) * partBytes;
    write(bundles, Math.max(0, startBytes - due));
    if (bundles.isReadable()) {
      next = loop.schedule(this::sendPart, STEP_NS - sinceNs % STEP_NS, TimeUnit.NANOSECONDS);
    } else {
      release();
    }
  }

  private void finish() {
    ByteBuf bundles = rest;
    if (bundles != null) {
      write(bundles, 0);
      release();
    }
  }

  private void release() {
    if (next != null) {
      next.cancel(false);
      next = null;
    }
    if (rest != null) {
      rest.release();
      rest = null;
    }
  }

  /**
   * Sends packets until no more than some bytes are left.
   *
   * @param left that may stay
   */
  private void write(ByteBuf bundles, long left) {
    write(audience.present(), bundles, left);
  }

  /** Sends a {@link BundleSequence} to one target, all at once. */
  static void send(ByteBuf bundles, Target target) {
    write(new Target[] {target}, bundles, 0);
  }

  private static void write(Target[] targets, ByteBuf bundles, long left) {
    while (bundles.readableBytes() > left) {
      int at = bundles.readerIndex();
      if (BundleSequence.begins(bundles, at)) {
        write(targets, bundles, at, BundleSequence.endOf(bundles, at) - at, true);
        bundles.skipBytes(Bundles.HEADER_SIZE);
      } else {
        int size = bundles.readInt();
        write(targets, bundles, bundles.readerIndex(), size, false);
        bundles.skipBytes(size);
      }
    }
    for (Target target : targets) {
      Route route = target.route();
      if (route != null) {
        route.flush();
      }
    }
  }

  private static void write(Target[] targets, ByteBuf bundles, int at, int size, boolean bundled) {
    for (Target target : targets) {
      if (target.bundled() != bundled) {
        continue;
      }
      Route route = target.route();
      if (route == null) {
        target.countDropped();
      } else {
        route.write(bundles.retainedSlice(at, size));
      }
    }
  }
}
