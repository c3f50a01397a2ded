package inkcast.rtpmidi;

import inkcast.rtpmidi.SessionMessage.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What a peer's clock shows, by the exchange of three CK messages. Of the last ones that counts
 * which went quickest, as in NTP (RFC 5905, 10): the others waited somewhere, mostly on one of
 * their ways. One thread.
 */
final class PeerClock {
  private static final int EXCHANGES = 8;

  /** How far clocks may drift apart, parts in a million: an old exchange counts less. */
  private static final long DRIFT_PPM = 50;

  private static final long MILLION = 1_000_000;

  /** Times further off come from a clock that is not to be believed. */
  private static final long MAX_OFF_TICKS = 100_000; // 10 s

  private final HostClock clock;
  private final int ssrc;
  // Of the last exchanges: ours minus the peer's clock, how long it took, when it was; in ticks.
  private final long[] offsets = new long[EXCHANGES];
  private final long[] delays = new long[EXCHANGES];
  private final long[] times = new long[EXCHANGES];
  private int exchanges;
  private long offset; // the best of them
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
    return exchanges > 0;
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
        learn(
            heard.time2() - (heard.time1() + heard.time3()) / 2,
            heard.time3() - heard.time1(),
            now);
        yield null;
      }
    };
  }

  private @Nullable Clock thanks(Clock heard, long now) {
    if (heard.time1() != asked) {
      return null; // not ours, or answered twice
    }
    asked = -1;
    learn((heard.time1() + now) / 2 - heard.time2(), now - heard.time1(), now);
    return new Clock(ssrc, 2, heard.time1(), heard.time2(), now);
  }

  private void learn(long found, long delay, long now) {
    int at = exchanges % EXCHANGES;
    offsets[at] = found;
    delays[at] = Math.max(0, delay); // a peer may say anything
    times[at] = now;
    exchanges = exchanges + 1 == 2 * EXCHANGES ? EXCHANGES : exchanges + 1;
    int best = at;
    for (int i = 0; i < Math.min(exchanges, EXCHANGES); i++) {
      if (error(i, now) < error(best, now)) {
        best = i;
      }
    }
    offset = offsets[best];
  }

  /** It may be another clock from now on. */
  void forget() {
    exchanges = 0;
  }

  /** How far off an exchange may be, at most. */
  private long error(int exchange, long now) {
    return delays[exchange] / 2 + (now - times[exchange]) * DRIFT_PPM / MILLION;
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
    if (!known()) {
      return nowNs;
    }
    long now = clock.ticks(nowNs);
    int ago = (int) now - (timestamp + (int) offset);
    return Math.abs((long) ago) > MAX_OFF_TICKS ? nowNs : clock.ns(now - ago);
  }
}
