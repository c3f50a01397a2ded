package inkcast.tick;

import inkcast.stage.Refusal;
import inkcast.writer.Restart;
import java.util.concurrent.atomic.AtomicLongArray;

/** The values of all {@link Counter}s. Any thread; never blocks, never allocates. */
public final class Counters {
  private final AtomicLongArray values = new AtomicLongArray(Counter.values().length);

  /** One more. */
  public void count(Counter counter) {
    add(counter, 1);
  }

  /** Some more, or fewer. */
  public void add(Counter counter, long n) {
    values.getAndAdd(counter.ordinal(), n);
  }

  /** So far. */
  public long get(Counter counter) {
    return values.get(counter.ordinal());
  }

  /** Counts a refused message under its reason. */
  public void count(Refusal refusal) {
    count(
        switch (refusal.reason()) {
          case UNKNOWN_ADDRESS -> Counter.REFUSED_UNKNOWN_ADDRESS;
          case BAD_PATTERN -> Counter.REFUSED_BAD_PATTERN;
          case READ_ONLY -> Counter.REFUSED_READ_ONLY;
          case FORBIDDEN -> Counter.REFUSED_FORBIDDEN;
          case WRONG_TYPE -> Counter.REFUSED_WRONG_TYPE;
          case NOT_FINITE -> Counter.REFUSED_NOT_FINITE;
          case BAD_HAND -> Counter.REFUSED_BAD_HAND;
          case BAD_LINE -> Counter.REFUSED_BAD_LINE;
          case BAD_CONFIG -> Counter.REFUSED_BAD_CONFIG;
          case BUSY -> Counter.REFUSED_BUSY;
          case OCCUPIED -> Counter.REFUSED_OCCUPIED;
          case FLOODED -> Counter.REFUSED_FLOODED;
        });
  }

  /** Counts a restart under its cause. */
  void count(Restart cause) {
    switch (cause) {
      case LINE_FULL -> count(Counter.RESTARTS_LINE_FULL);
      case LOST -> count(Counter.RESTARTS_LOST);
      case PEN_STUCK -> count(Counter.RESTARTS_PEN_STUCK);
      case NOT_FINITE -> count(Counter.RESTARTS_NOT_FINITE);
      case FAILED -> count(Counter.RESTARTS_FAILED);
      case NOT_DUE -> {}
    }
  }
}
