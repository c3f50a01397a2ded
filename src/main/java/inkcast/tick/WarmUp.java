package inkcast.tick;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongConsumer;

/** Ticks before the first one, until the JVM has compiled what they do. */
final class WarmUp {
  static final int FEWEST = 20; // ticks
  private static final long SHORTEST_NS =
      600_000_000; // the vector twin is compiled by then, mostly

  /** Where the machine is busy that takes longer, though the show will not wait for ever. */
  static final long LONGEST_NS = 5_000_000_000L;

  /** Ticks in a row of compiled code: what came before has no weight in the budget any more. */
  private static final int SETTLED = 32;

  /** Of a tick at most, some restarts included: one that is not compiled takes megabytes. */
  private static final long SETTLED_BYTES = 1 << 18;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private WarmUp() {}

  /**
   * Ticks, on this thread; ends early when that is interrupted.
   *
   * @param tick is given monotonic time
   */
  static void run(LongConsumer tick, Clock clock) {
    long start = clock.nanoTime();
    long took = 0;
    int ticks = 0;
    int settled = 0;
    do {
      long bytes = THREADS.getCurrentThreadAllocatedBytes();
      tick.accept(start + took);
      bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
      settled = bytes < SETTLED_BYTES ? settled + 1 : 0;
      ticks++;
      took = clock.nanoTime() - start;
    } while ((ticks < FEWEST || took < SHORTEST_NS || (settled < SETTLED && took < LONGEST_NS))
        && !Thread.currentThread().isInterrupted());
  }
}
