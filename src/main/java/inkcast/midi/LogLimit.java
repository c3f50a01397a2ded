package inkcast.midi;

import java.util.concurrent.TimeUnit;

/** Lets so many lines a minute into the log, however often something happens. One thread. */
final class LogLimit {
  private static final int LINES = 10;
  private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);

  private long begunNs = System.nanoTime();
  private int lines;

  /** Whether there is room for a line. */
  boolean due() {
    long now = System.nanoTime();
    if (now - begunNs >= MINUTE_NS) {
      begunNs = now;
      lines = 0;
    }
    lines++;
    return lines <= LINES;
  }
}
