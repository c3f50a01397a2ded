package inkcast.stage;

import java.util.concurrent.atomic.AtomicLong;

/** How much people have done; counted on the tick's thread, read by any. */
public final class People {
  private final AtomicLong visits = new AtomicLong();
  private final AtomicLong changes = new AtomicLong();

  People() {}

  /** How often a visitor has done something. */
  public long visits() {
    return visits.get();
  }

  /** How often what people have set became something else, or was set again. */
  public long changes() {
    return changes.get();
  }

  void visited() {
    visits.incrementAndGet();
  }

  void changed() {
    changes.incrementAndGet();
  }
}
