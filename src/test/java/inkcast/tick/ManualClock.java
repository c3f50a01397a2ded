package inkcast.tick;

/** A clock that stands still until somebody moves it; parking moves it to the deadline. */
public class ManualClock implements Clock {
  /** Monotonic time, nanoseconds. */
  public long ns;

  @Override
  public long nanoTime() {
    return ns;
  }

  @Override
  public long wallMillis() {
    return 1_700_000_000_000L + ns / 1_000_000;
  }

  @Override
  public void parkUntil(long deadlineNs) {
    ns = Math.max(ns, deadlineNs);
  }
}
