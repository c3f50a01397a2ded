package inkcast.bench;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/** What everyone reached in each round, as medians with the lowest and the highest. */
final class Report {
  static final String PLAIN = "plain JavaScript";
  static final String PUBLISHED = "published JavaScript";

  private final List<Contender> contenders;
  private final int rounds;
  private final double gigaflop; // of one stroke
  private final double[][] strokes; // (contenders, rounds), a second
  private final double[] peak; // (rounds,), GFLOP/s

  Report(List<Contender> contenders, int rounds, double gigaflop) {
    this.contenders = contenders;
    this.rounds = rounds;
    this.gigaflop = gigaflop;
    strokes = new double[contenders.size()][rounds];
    peak = new double[rounds];
  }

  void put(int contender, int round, double strokesPerSecond) {
    strokes[contender][round] = strokesPerSecond;
  }

  void peak(int round, double gigaflops) {
    peak[round] = gigaflops;
  }

  void print(PrintStream out) {
    out.printf(Locale.ROOT, "%-46s %12s   %s%n", "rounds: " + rounds, "median", "lowest..highest");
    line(out, "multiply-add peak, GFLOP/s", "%,.0f", round -> peak[round]);
    out.println();
    out.println("strokes a second, one core (writers in a batch)");
    for (int i = 0; i < contenders.size(); i++) {
      double[] own = strokes[i];
      line(out, contenders.get(i).name(), "%,.0f", round -> own[round]);
    }
    out.println();
    out.println("of the multiply-add peak, %");
    for (int i = 0; i < contenders.size(); i++) {
      double[] own = strokes[i];
      line(
          out,
          contenders.get(i).name(),
          "%.1f",
          round -> 100 * own[round] * gigaflop / peak[round]);
    }
    out.println();
    out.println("times as fast, round by round");
    for (int i = 0; i < contenders.size(); i++) {
      if (contenders.get(i) instanceof OwnWriters) {
        ratios(out, i);
      }
    }
  }

  /** Against each JavaScript, and against onnxruntime with as many writers. */
  private void ratios(PrintStream out, int own) {
    for (int i = 0; i < contenders.size(); i++) {
      Contender other = contenders.get(i);
      boolean sameBatch = other.writers() == contenders.get(own).writers();
      if (other instanceof NodeWriter || (other instanceof OnnxWriters && sameBatch)) {
        double[] faster = strokes[own];
        double[] slower = strokes[i];
        line(
            out,
            contenders.get(own).name() + " / " + other.name(),
            "%.2f",
            round -> faster[round] / slower[round]);
      }
    }
  }

  private void line(PrintStream out, String name, String format, IntToDoubleFunction value) {
    double[] sorted = new double[rounds];
    Arrays.setAll(sorted, value);
    Arrays.sort(sorted);
    double median = (sorted[(rounds - 1) / 2] + sorted[rounds / 2]) / 2;
    out.printf(
        Locale.ROOT,
        "%-46s %12s   %s..%s%n",
        name,
        String.format(Locale.ROOT, format, median),
        String.format(Locale.ROOT, format, sorted[0]),
        String.format(Locale.ROOT, format, sorted[rounds - 1]));
  }
}
