package inkcast.app;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.watch.ResidentMemory;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** Measures a daemon's ticks in this process, from when it is made to when it is read. */
final class TickMeter implements AutoCloseable {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final GarbageWatch garbage = new GarbageWatch();
  private final Counters counters;
  private final Lateness lateness;
  private final BareLoop bare;
  private final Counts begin;

  /**
   * Begins.
   *
   * @param counters of the daemon
   * @param lateness of its ticks; nobody else may take from it, nor from the empty loop's
   */
  TickMeter(Counters counters, Lateness lateness, BareLoop bare) {
    this.counters = counters;
    this.lateness = lateness;
    this.bare = bare;
    begin = counts();
    lateness.take();
    bare.lateness().take();
  }

  private record Counts(
      long nanoTime,
      long processorNs,
      long bareNs,
      long missed,
      long bareMissed,
      long strokes,
      long bytes) {}

  /** What was measured; collects garbage when it is done. */
  TickFigures read() {
    Lateness.Figures ofDaemon = lateness.take();
    Lateness.Figures ofBare = bare.lateness().take();
    Counts end = counts();
    ResidentMemory resident = ResidentMemory.read();
    long collections = garbage.collections();
    long longest = garbage.longestMillis();
    return new TickFigures(
        ofDaemon,
        ofBare,
        end.missed - begin.missed,
        end.bareMissed - begin.bareMissed,
        (double) (end.bytes - begin.bytes) / Math.max(1, end.strokes - begin.strokes),
        cores(begin.processorNs, end.processorNs, end.nanoTime),
        cores(begin.bareNs, end.bareNs, end.nanoTime),
        resident,
        heap(),
        collections,
        longest);
  }

  @Override
  public void close() {
    garbage.close();
  }

  private Counts counts() {
    long bareNs = cpuTime(bare.lateness().thread());
    return new Counts(
        System.nanoTime(),
        SYSTEM.getProcessCpuTime() - bareNs,
        bareNs,
        counters.get(Counter.MISSED_TICKS),
        bare.missed(),
        counters.get(Counter.STROKES),
        allocated(lateness.thread()));
  }

  private double cores(long from, long to, long endNanoTime) {
    return (double) (to - from) / (endNanoTime - begin.nanoTime);
  }

  private static long cpuTime(@Nullable Thread thread) {
    return thread == null ? 0 : THREADS.getThreadCpuTime(thread.threadId());
  }

  private static long allocated(@Nullable Thread thread) {
    return thread == null ? 0 : THREADS.getThreadAllocatedBytes(thread.threadId());
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
