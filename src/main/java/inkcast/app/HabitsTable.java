package inkcast.app;

import inkcast.train.Habits;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Habits of several hands, a line each, and at the end how many of a hand's lines are fine. */
final class HabitsTable {
  private static final int NARROWEST = 4; // what the heading takes

  private final List<String> labels;
  private final PrintWriter out;
  private final int width;
  private final int[] lines; // (hands,)
  private final int[] fine; // (hands,), lines without a fault

  /** Prints the heading. */
  HabitsTable(List<String> labels, PrintWriter out) {
    this.labels = labels;
    this.out = out;
    width = labels.stream().mapToInt(String::length).reduce(NARROWEST, Math::max);
    lines = new int[labels.size()];
    fine = new int[labels.size()];
    out.println(
        "   streams     t  "
            + padded("hand")
            + "  pen-up   step   p99.9     max  beyond  drift  runs>10  echo at lag  standstill"
            + "  NaN  verdict");
  }

  /**
   * Prints a line.
   *
   * @param size streams x strokes
   * @param hand index of its label
   * @param beyond steps longer than the reference's longest
   * @param faults what the hand does that the reference does not
   */
  void line(String size, double temperature, int hand, Habits h, long beyond, List<String> faults) {
    lines[hand]++;
    fine[hand] += faults.isEmpty() ? 1 : 0;
    out.printf(
        Locale.ROOT,
        "%10s  %4s  %s  %6.4f %6.3f  %6.2f  %6.2f  %6d %6.2f %7.3f%%  %6.3f %4d  %10d %4d  %s%n",
        size,
        temperature,
        padded(labels.get(hand)),
        h.penUp(),
        h.medianStep(),
        h.longStep(),
        h.longestStep(),
        beyond,
        h.drift(),
        h.penUpRuns() * 100,
        h.echo().correlation(),
        h.echo().lag(),
        h.standstill(),
        h.notNumbers(),
        faults.isEmpty() ? "ok" : String.join(", ", faults));
  }

  /** Prints the last lines: one for each hand. */
  void end() {
    for (int hand = 0; hand < lines.length; hand++) {
      out.printf("%s  %d of %d ok%n", padded(labels.get(hand)), fine[hand], lines[hand]);
    }
  }

  private String padded(String label) {
    return label + " ".repeat(width - label.length());
  }
}
