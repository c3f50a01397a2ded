package inkcast.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inkcast.hand.Hand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The figures of {@code bench}: a table for people, a line for machines. */
final class BenchReport {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int RATE = 60;

  private BenchReport() {}

  /** Prints what is measured on what. */
  static void heading(PrintWriter out, Hand hand) {
    out.printf(
        Locale.ROOT,
        "%s (%d units, %d mixtures), %s, %d processors, JDK %s%n%n",
        hand.name(),
        hand.weights().units(),
        hand.weights().mixtures(),
        processor(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.version());
    out.printf(
        Locale.ROOT,
        "%8s  %-7s %12s %18s %12s %14s%n",
        "writers",
        "twin",
        "strokes/s",
        "writers at " + RATE + "/s",
        "of FMA peak",
        "bytes/stroke");
  }

  /**
   * Prints one row of one core's speed.
   *
   * @param peak measured beside it, floating-point operations a nanosecond; NaN without vectors
   */
  static void row(PrintWriter out, Hand hand, Throughput row, double peak) {
    double share = row.strokesPerSecond() * hand.weights().flops() / (peak * 1e9);
    out.printf(
        Locale.ROOT,
        "%,8d  %-7s %,12.0f %,18.0f %12s %14.2f%n",
        row.writers(),
        row.twin(),
        row.strokesPerSecond(),
        Math.floor(row.strokesPerSecond() / RATE),
        Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.0f%%", 100 * share),
        row.bytesPerStroke());
  }

  /** Prints the ticks of the whole daemon. */
  static void ticks(PrintWriter out, LatenessRun run) {
    out.printf(
        Locale.ROOT,
        "%nLateness in us of %,d ticks: %d writers, an OSC target, %d phones%n"
            + "%16s %9s %9s %9s %9s %8s%n",
        run.daemon().ticks(),
        LatenessRun.WRITERS,
        LatenessRun.PHONES,
        "",
        "p50",
        "p99",
        "p99.9",
        "max",
        "missed");
    ticks(out, "the daemon", run.daemon(), String.valueOf(run.missed()));
    ticks(out, "an empty loop", run.bare(), "");
    out.printf(
        Locale.ROOT,
        "%nHeap after a collection %.1f MiB; the tick's thread allocates %.2f bytes/stroke;"
            + " received %,d datagrams and %,d frames%n",
        run.heapBytes() / 1048576.0,
        run.bytesPerStroke(),
        run.datagrams(),
        run.frames());
  }

  private static void ticks(PrintWriter out, String what, Lateness.Figures f, String missed) {
    String p999 = f.p999() == null ? "-" : String.format(Locale.ROOT, "%,.0f", f.p999());
    out.printf(
        Locale.ROOT,
        "%16s %,9.0f %,9.0f %9s %,9.0f %8s%n",
        what,
        f.p50(),
        f.p99(),
        p999,
        f.max(),
        missed);
  }

  /** Prints the line for machines: {@code bench} and JSON. */
  static void machines(
      PrintWriter out, Hand hand, double peak, List<Throughput> rows, LatenessRun run) {
    ObjectNode bench = JSON.createObjectNode();
    bench.put("units", hand.weights().units());
    if (!Double.isNaN(peak)) {
      bench.put("fma_peak_gflops", decimal(peak));
    }
    ArrayNode array = bench.putArray("rows");
    for (Throughput row : rows) {
      array
          .addObject()
          .put("writers", row.writers())
          .put("twin", row.twin())
          .put("strokes_per_s", Math.round(row.strokesPerSecond()))
          .put("bytes_per_stroke", decimal(row.bytesPerStroke()));
    }
    ObjectNode tick = bench.putObject("tick");
    tick.put("writers", LatenessRun.WRITERS).put("ticks", run.daemon().ticks());
    tick.put("p50_us", decimal(run.daemon().p50())).put("p99_us", decimal(run.daemon().p99()));
    if (run.daemon().p999() != null) {
      tick.put("p999_us", decimal(run.daemon().p999()));
    }
    tick.put("max_us", decimal(run.daemon().max())).put("missed", run.missed());
    tick.put("bare_p99_us", decimal(run.bare().p99()));
    if (run.bare().p999() != null) {
      tick.put("bare_p999_us", decimal(run.bare().p999()));
    }
    out.printf(Locale.ROOT, "bench %s%n", bench);
  }

  private static double decimal(double value) {
    return Math.round(value * 100) / 100.0;
  }

  private static String processor() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch"); // not Linux
    }
  }
}
