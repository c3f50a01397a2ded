package inkcast.osc;

import inkcast.osc.OscOutput.Recipient;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A receiver of OSC, and what became of what it was sent. Any thread. */
final class Target {
  private final Recipient recipient;
  private final Counters counters;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private volatile @Nullable Route route;
  private volatile String lastFailure = "";

  /** A target whose address is not known yet. */
  Target(Recipient recipient, Counters counters) {
    this.recipient = recipient;
    this.counters = counters;
  }

  /** As configured. */
  Recipient recipient() {
    return recipient;
  }

  String host() {
    return recipient.to().getHostString();
  }

  int port() {
    return recipient.to().getPort();
  }

  /** Whether a tick's messages come in bundles. */
  boolean bundled() {
    return recipient.shape() == Shape.BUNDLE;
  }

  /** How to get there; null while its address is not known, or our own. */
  @Nullable Route route() {
    return route;
  }

  void route(@Nullable Route route) {
    this.route = route;
  }

  void countSent() {
    sent.incrementAndGet();
    counters.count(Counter.OSC_SENT);
  }

  void countFailed(@Nullable String reason) {
    lastFailure = String.valueOf(reason);
    failed.incrementAndGet();
    counters.count(Counter.OSC_SEND_ERRORS);
  }

  /** There is no way to it now. */
  void countDropped() {
    dropped.incrementAndGet();
  }

  long sent() {
    return sent.get();
  }

  long failed() {
    return failed.get();
  }

  long dropped() {
    return dropped.get();
  }

  String lastFailure() {
    return lastFailure;
  }

  /** As in the configuration: host:port. */
  @Override
  public String toString() {
    return (host().contains(":") ? "[" + host() + "]" : host()) + ":" + port();
  }
}
