package inkcast.osc;

import inkcast.osc.OscOutput.Recipient;
import inkcast.stage.Commands;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.Performance;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Those who have asked to be told, each for a lease by the event loop's clock. Event loop only.
 *
 * <p>A new one is expected by its {@link Audience} before the tick's thread is asked for the
 * present values, and is present when these arrive: so no change falls between.
 */
final class Subscribers {
  /** At once; each costs as much as a configured target. */
  static final int MOST = 64;

  /** Until a subscription ends that is not renewed. */
  static final int LEASE_SECONDS = 30;

  private static final long RETRY_MILLIS = 50;

  private final OscOutput output;
  private final Performance performance;
  private final EventLoop loop;
  private final Counters counters;
  private final Map<Sender, Subscriber> all = new HashMap<>();

  Subscribers(OscOutput output, Performance performance, Counters counters) {
    this.output = output;
    this.performance = performance;
    this.counters = counters;
    loop = output.loop();
  }

  /** One who is told, or will be. */
  private final class Subscriber {
    final Target target;
    final Audience audience;
    @Nullable ScheduledFuture<?> lease;
    boolean present; // in the audience
    boolean telling; // the present values are on their way
    boolean gone;

    Subscriber(Sender sender, Shape shape) {
      target = new Target(new Recipient(sender.address(), shape), counters);
      target.route(sender.route(target));
      audience = output.encoder(shape).audience();
      audience.expect(1);
    }

    Shape shape() {
      return target.recipient().shape();
    }

    /** Makes it one of the audience, and sends values. */
    void welcome(Snapshot snapshot) {
      if (gone) {
        return;
      }
      if (!present) {
        present = true;
        audience.join(target);
      }
      Delivery.send(snapshot.bytes(), target);
      if (snapshot.isLast()) {
        telling = false;
      } else {
        insist(snapshot.next());
      }
    }

    void tell() {
      if (!telling) {
        telling = true;
        insist(new Snapshot(performance.space(), output, shape(), 0, this::welcome));
      }
    }

    void end() {
      gone = true;
      if (lease != null) {
        lease.cancel(false);
      }
      if (present) {
        audience.leave(target);
      } else {
        audience.expect(-1);
      }
    }
  }

  /**
   * Begins or renews a subscription; all present values are told soon.
   *
   * @return why not, or nothing
   */
  String join(Sender sender) {
    Shape shape = output.shape();
    Subscriber known = all.get(sender);
    if (known != null && known.shape() != shape) {
      leave(sender); // configured anew since
      known = null;
    }
    if (known == null && all.size() >= MOST) {
      return "there are " + MOST + " subscribers already";
    }
    Subscriber subscriber = known == null ? new Subscriber(sender, shape) : known;
    if (known == null) {
      all.put(sender, subscriber);
      counters.add(Counter.OSC_SUBSCRIBERS, 1);
    }
    if (subscriber.lease != null) {
      subscriber.lease.cancel(false);
    }
    subscriber.lease = loop.schedule(() -> expire(sender), LEASE_SECONDS, TimeUnit.SECONDS);
    subscriber.tell();
    return "";
  }

  /** Ends a subscription; returns whether there was one. */
  boolean leave(Sender sender) {
    Subscriber subscriber = all.remove(sender);
    if (subscriber == null) {
      return false;
    }
    counters.add(Counter.OSC_SUBSCRIBERS, -1);
    subscriber.end();
    return true;
  }

  /** Tells all present values anew to one who has missed some. */
  void tell(Sender sender) {
    Subscriber subscriber = all.get(sender);
    if (subscriber != null) {
      subscriber.tell();
    }
  }

  private void expire(Sender sender) {
    if (leave(sender)) {
      counters.count(Counter.OSC_ENDED_LEASES);
    }
  }

  /** This must reach the tick's thread, however full its queue is. */
  private void insist(Commands.Command command) {
    if (!performance.commands().offer(command)) {
      var _ = loop.schedule(() -> insist(command), RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }
}
