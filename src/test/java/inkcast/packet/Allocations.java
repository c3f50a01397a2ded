package inkcast.packet;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What a piece of work allocates on this thread. */
public final class Allocations {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocations() {}

  /**
   * Bytes in the round that allocates least: what the compilers and the queues do once is left out.
   */
  public static long leastOf(int rounds, Runnable work) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < rounds; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      work.run();
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}
