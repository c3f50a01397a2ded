package inkcast.web;

/** How many messages one connection may send: a bucket that fills at a steady rate. */
final class MessageRate {
  private static final double SECOND_NS = 1e9;

  /** A connection that has been refused this many seconds' worth without a rest is hopeless. */
  private static final int PATIENCE_SECONDS = 10;

  private final double perSecond;
  private double left;
  private long refused;
  private long lastNs;

  /**
   * A full bucket.
   *
   * @param perSecond messages, also the most that may come at once
   * @param nowNs monotonic time
   */
  MessageRate(int perSecond, long nowNs) {
    this.perSecond = perSecond;
    left = perSecond;
    lastNs = nowNs;
  }

  /** Whether one more message may pass. */
  boolean admits(long nowNs) {
    left = Math.min(perSecond, left + (nowNs - lastNs) / SECOND_NS * perSecond);
    lastNs = nowNs;
    if (left >= perSecond) {
      refused = 0;
    }
    if (left < 1) {
      refused++;
      return false;
    }
    left--;
    return true;
  }

  /** Whether the sender goes on and on although it is refused. */
  boolean hopeless() {
    return refused > PATIENCE_SECONDS * perSecond;
  }
}
