package inkcast.rtpmidi;

import inkcast.rtpmidi.SessionMessage.Clock;
import org.jspecify.annotations.Nullable;

/** What a peer's clock shows, by the exchange of three CK messages. One thread. */
final class PeerClock {
  /** Times further off come from a clock that is not to be believed. */
  private static final long MAX_OFF_TICKS = 100_000; // 10 s

  private final HostClock clock;
  private final int ssrc;
  private long offset; // ours minus the peer's, ticks
  private boolean known;
  private long asked = -1; // time 1 of the exchange under way, ticks

  /**
   * Not known yet.
   *
   * @param ssrc ours
   */
  PeerClock(HostClock clock, int ssrc) {
    this.clock = clock;
    this.ssrc = ssrc;
  }

  /** Whether an exchange was completed. */
  boolean known() {
    return known;
  }

  /** Begins an exchange. */
  Clock ask() {
    asked = clock.nowTicks();
    return new Clock(ssrc, 0, asked, 0, 0);
  }

  /** What is to be answered; null: nothing. */
  @Nullable Clock answer(Clock heard) {
    long now = clock.nowTicks();
    return switch (heard.count()) {
      case 0 -> new Clock(ssrc, 1, heard.time1(), now, 0);
      case 1 -> thanks(heard, now);
      default -> {
        learn(heard.time2() - (heard.time1() + heard.time3()) / 2);
        yield null;
      }
    };
  }

  private @Nullable Clock thanks(Clock heard, long now) {
    if (heard.time1() != asked) {
      return null; // not ours, or answered twice
    }
    asked = -1;
    learn((heard.time1() + now) / 2 - heard.time2());
    return new Clock(ssrc, 2, heard.time1(), heard.time2(), now);
  }

  private void learn(long found) {
    offset = found;
    known = true;
  }

  /** What the peer's clock shows now, as in its packets. */
  int timestamp() {
    return (int) (clock.nowTicks() - offset);
  }

  /**
   * A packet's time by our clock.
   *
   * @param timestamp the lower 32 bits of the peer's time
   */
  long ns(int timestamp) {
    long nowNs = clock.nowNs();
    if (!known) {
      return nowNs;
    }
    long now = clock.ticks(nowNs);
    int ago = (int) now - (timestamp + (int) offset);
    return Math.abs((long) ago) > MAX_OFF_TICKS ? nowNs : clock.ns(now - ago);
  }
}
