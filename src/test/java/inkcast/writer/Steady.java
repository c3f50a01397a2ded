package inkcast.writer;

import com.sun.management.ThreadMXBean;
import inkcast.model.RandomWeights;
import inkcast.model.Sources;
import inkcast.model.Twin;
import inkcast.model.Weights;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * For a JVM of its own: steps writers until nothing is allocated any more, since the vector twin
 * boxes until it is compiled, and prints the bytes of a last, long window.
 */
final class Steady implements WriterListener {
  private static final int UNITS = 207; // no whole number of vectors
  private static final int MIXTURES = 20;
  private static final int WINDOW = 2_000; // strokes
  private static final int LONG_WINDOW = 6 * WINDOW;
  private static final int FEWEST_STEPS = 100; // of a window
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(40);
  // So wide that no writer comes to an end of it.
  private static final Page PAGE = new Page(2_000_000, 2_000_000, 0);
  private static final Point MIDDLE = new Point(1_000_000, 1_000_000);
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Ensemble ensemble;
  private final Writer[] writers;
  private final boolean restless; // whether they pause, and restart between two windows
  private final long[] helpers; // (threads - 1,), their ids
  private long steps;
  private long restarts; // by themselves

  private Steady(Twin twin, boolean int8, int count, boolean restless, int threads) {
    Weights weights =
        int8
            ? RandomWeights.of(UNITS, MIXTURES, 1).rounded()
            : RandomWeights.of(UNITS, MIXTURES, 1);
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Writer.Setup setup = new Writer.Setup("test", PAGE, MIDDLE, 1, 0.65f);
      parts.add(new Part(weights, setup, Sources.seeded(i)));
    }
    Crew crew = new Crew(threads, System::nanoTime);
    crew.start();
    crew.share(true);
    ensemble = Ensemble.form(parts, w -> crew.lstm(twin.lstm(w))).getFirst();
    helpers =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("step-"))
            .mapToLong(Thread::threadId)
            .toArray();
    writers = ensemble.members().toArray(Writer[]::new);
    this.restless = restless;
  }

  /**
   * Measures one variant.
   *
   * @param args twin, float32 or int8, writers, steady or restless, threads
   */
  public static void main(String[] args) {
    Steady steady =
        new Steady(
            Twin.valueOf(args[0]),
            args[1].equals("int8"),
            Integer.parseInt(args[2]),
            args[3].equals("restless"),
            Integer.parseInt(args[4]));
    System.out.println(steady.bytes());
  }

  /** Bytes of the first long window without any, or of the last that there was time for. */
  private long bytes() {
    long end = System.nanoTime() + PATIENCE_NS;
    long bytes;
    do {
      bytes = bytes(WINDOW);
      if (bytes == 0) {
        bytes = bytes(LONG_WINDOW);
      }
      if (restless) {
        writers[(int) (steps % writers.length)].restart();
      }
    } while (bytes != 0 && System.nanoTime() < end);
    return bytes;
  }

  /** Allocated by about as many strokes, none of them after a restart. */
  private long bytes(int strokes) {
    long bytes;
    long before;
    do {
      before = restarts;
      int count = Math.max(FEWEST_STEPS, strokes / writers.length);
      long start = allocated();
      for (int i = 0; i < count; i++) {
        step();
      }
      bytes = allocated() - start;
    } while (restarts != before);
    return bytes;
  }

  /** By all threads that step. */
  private long allocated() {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    for (long helper : helpers) {
      bytes += THREADS.getThreadAllocatedBytes(helper);
    }
    return bytes;
  }

  private void step() {
    if (restless) {
      // One after the other falls asleep, and wakes: each number of writers takes its turn.
      boolean asleep = steps / writers.length % 2 == 1;
      writers[(int) (steps % writers.length)].paused(asleep);
    }
    ensemble.step(this);
    steps++;
  }

  @Override
  public void restarted(Writer writer, Restart cause) {
    restarts++;
  }

  @Override
  public void wrote(Writer writer) {}
}
