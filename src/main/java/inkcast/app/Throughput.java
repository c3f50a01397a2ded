package inkcast.app;

import com.sun.management.ThreadMXBean;
import inkcast.model.Sources;
import inkcast.model.Twin;
import inkcast.model.Weights;
import inkcast.writer.Ensemble;
import inkcast.writer.Page;
import inkcast.writer.Part;
import inkcast.writer.Restart;
import inkcast.writer.Writer;
import inkcast.writer.WriterListener;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How fast one core writes.
 *
 * @param writers in one batch
 * @param twin which implementation of the model
 * @param strokesPerSecond of all writers together
 * @param bytesPerStroke allocated by the thread that writes; a restart costs a colour
 */
record Throughput(int writers, String twin, double strokesPerSecond, double bytesPerStroke) {
  private static final Page PAGE = new Page(1920, 1080, 50);
  private static final float SCALE = 10;
  private static final float TEMPERATURE = 0.65f;
  private static final double SECOND_NS = 1e9;
  private static final long WARM_UP_NS = TimeUnit.SECONDS.toNanos(2);
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /**
   * Lets the writers write as fast as they can, on this thread: two seconds to warm up, then what
   * is measured.
   */
  static Throughput measure(Weights weights, int writers, Twin twin, double seconds) {
    Ensemble ensemble = ensemble(weights, writers, twin);
    run(ensemble, WARM_UP_NS);
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    double strokes = (double) run(ensemble, (long) (seconds * SECOND_NS)) * writers;
    double took = (System.nanoTime() - start) / SECOND_NS;
    bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
    return new Throughput(
        writers, twin.name().toLowerCase(Locale.ROOT), strokes / took, bytes / strokes);
  }

  /** Returns how many steps it took. */
  private static long run(Ensemble ensemble, long ns) {
    long start = System.nanoTime();
    long steps = 0;
    do {
      ensemble.step(Nobody.LISTENS);
      steps++;
    } while (System.nanoTime() - start < ns);
    return steps;
  }

  private enum Nobody implements WriterListener {
    LISTENS;

    @Override
    public void restarted(Writer writer, Restart cause) {}

    @Override
    public void wrote(Writer writer) {}
  }

  private static Ensemble ensemble(Weights weights, int writers, Twin twin) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      Writer.Setup setup =
          new Writer.Setup("bench", PAGE, PAGE.line(i, writers), SCALE, TEMPERATURE);
      parts.add(new Part(weights, setup, Sources.seeded(i)));
    }
    return Ensemble.form(parts, twin::lstm).getFirst();
  }
}
