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
    double share = share(hand, row, peak);
    out.printf(
        Locale.ROOT,
        "%,8d  %-7s %,12.0f %,18d %12s %14.2f%n",
        row.writers(),
        row.twin(),
        row.strokesPerSecond(),
        writersAtRate(row),
        Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.0f%%", 100 * share),
        row.bytesPerStroke());
  }

  /** Prints the line for machines: {@code bench} and JSON. */
  static void machines(
      PrintWriter out, Hand hand, double peak, List<Throughput> rows, LatenessRun run) {
    ObjectNode bench = JSON.createObjectNode();
    bench.put("hand", hand.name()).put("units", hand.weights().units());
    bench.put("mixtures", hand.weights().mixtures());
    bench.put("processor", processor());
    bench.put("processors", Runtime.getRuntime().availableProcessors());
    bench.put("jdk", Runtime.version().toString());
    if (!Double.isNaN(peak)) {
      bench.put("fma_peak_gflops", decimal(peak));
    }
    ArrayNode array = bench.putArray("rows");
    for (Throughput row : rows) {
      ObjectNode object =
          array
              .addObject()
              .put("writers", row.writers())
              .put("twin", row.twin())
              .put("strokes_per_s", Math.round(row.strokesPerSecond()))
              .put("writers_at_60_per_s", writersAtRate(row));
      if (!Double.isNaN(peak)) {
        object.put("fma_peak_percent", decimal(100 * share(hand, row, peak)));
      }
      object.put("bytes_per_stroke", decimal(row.bytesPerStroke()));
    }
    TickReport.put(bench.putObject("tick"), run);
    out.printf(Locale.ROOT, "bench %s%n", bench);
  }

  /** Two digits after the point are enough for all figures. */
  static double decimal(double value) {
    return Math.round(value * 100) / 100.0;
  }

  /** Of the peak, 0..1. */
  private static double share(Hand hand, Throughput row, double peak) {
    return row.strokesPerSecond() * hand.weights().flops() / (peak * 1e9);
  }

  private static long writersAtRate(Throughput row) {
    return (long) (row.strokesPerSecond() / RATE);
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
