package inkcast.house;

import inkcast.tick.Clock;
import java.time.Duration;
import java.time.Instant;

/** A clock that a test winds, and whose time of day it may set. */
final class Watch implements Clock {
  private long ns = 1; // monotonic
  private Instant wall = Instant.EPOCH;

  /** So much later. */
  void pass(Duration time) {
    ns += time.toNanos();
    wall = wall.plus(time);
  }

  /** The time of day is set; no time passes. */
  void set(Instant time) {
    wall = time;
  }

  @Override
  public long nanoTime() {
    return ns;
  }

  @Override
  public long wallMillis() {
    return wall.toEpochMilli();
  }

  @Override
  public void parkUntil(long deadlineNs) {
    throw new UnsupportedOperationException("nobody waits in a test");
  }
}
