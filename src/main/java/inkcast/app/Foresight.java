package inkcast.app;

import inkcast.train.Gap;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What {@code eval} prints of how well hands foresee strokes.
 *
 * @param hands what the user calls them
 * @param results of each hand for each stream the negative log-likelihood of each stroke, nats
 */
record Foresight(List<String> hands, List<double[][]> results) {
  private static final int NARROWEST = 9; // what a mean takes

  /** A line a file, with the mean of each hand. */
  void printFiles(StrokeFiles files, PrintWriter out) {
    out.print("  strokes");
    hands.forEach(hand -> out.print("  " + padded(hand, hand)));
    out.println("  file");
    int from = 0;
    for (int f = 0; f < files.names().size(); f++) {
      int to = from + files.contents().get(f).streams().size();
      out.printf(Locale.ROOT, "%,9d", count(Arrays.copyOfRange(results.getFirst(), from, to)));
      for (int h = 0; h < hands.size(); h++) {
        double mean = Gap.mean(Arrays.copyOfRange(results.get(h), from, to));
        out.print("  " + padded(String.format(Locale.ROOT, "%.4f", mean), hands.get(h)));
      }
      out.println("  " + files.names().get(f));
      from = to;
    }
  }

  /** How far the first hand is from each other one. */
  void printGaps(PrintWriter out) {
    double[][] first = results.getFirst();
    out.printf(Locale.ROOT, "%d streams, %,d strokes%n", first.length, count(first));
    for (int h = 0; h < hands.size(); h++) {
      out.printf(Locale.ROOT, "%9.4f  %s", Gap.mean(results.get(h)), hands.get(h));
      if (h > 0) {
        Gap gap = Gap.of(first, results.get(h));
        out.printf(
            Locale.ROOT,
            "  (%s minus this: %+.4f, standard error %.4f)",
            hands.getFirst(),
            gap.mean(),
            gap.standardError());
      }
      out.println();
    }
  }

  /** The first hand's mean over all strokes, for machines. */
  void printTotal(PrintWriter out) {
    out.printf(Locale.ROOT, "nll %.6f%n", Gap.mean(results.getFirst()));
  }

  /** Right-aligned below a heading. */
  private static String padded(String text, String heading) {
    int width = Math.max(NARROWEST, heading.length());
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  private static long count(double[][] streams) {
    return Arrays.stream(streams).mapToLong(stream -> stream.length).sum();
  }
}
