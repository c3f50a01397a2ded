package inkcast.draw;

import java.util.Arrays;
import java.util.List;

/**
 * Sets lines of writing one below the other: each as high as it goes without coming nearer to the
 * lines above than a gap, so that lines that slope alike lie close together and none overlap.
 */
public final class Leading {
  private final double gap; // also the width of a column
  private final double left;
  private final double[] floor; // (columns,), lowest ink of the lines so far
  private final double[] top; // (columns,), highest ink of the present line
  private final double[] bottom; // (columns,), lowest ink of the present line

  private Leading(double gap, View all) {
    this.gap = gap;
    left = all.left();
    int columns = (int) (all.width() / gap) + 1;
    floor = new double[columns];
    top = new double[columns];
    bottom = new double[columns];
    Arrays.fill(floor, Double.NEGATIVE_INFINITY);
  }

  /**
   * Copies the lines into one drawing.
   *
   * @param lines from top to bottom; where each lies above or below the others does not matter
   * @param gap least distance between the ink of two lines, above 0
   */
  public static Drawing set(List<Drawing> lines, double gap) {
    Drawing scattered = new Drawing();
    lines.forEach(line -> scattered.add(line, 0, 0));
    Leading leading = new Leading(gap, View.around(scattered, gap));
    Drawing page = new Drawing();
    for (Drawing line : lines) {
      leading.measure(line);
      double down = leading.clearance();
      page.add(line, 0, (float) down);
      leading.occupy(down);
    }
    return page;
  }

  private void measure(Drawing line) {
    Arrays.fill(top, Double.POSITIVE_INFINITY);
    Arrays.fill(bottom, Double.NEGATIVE_INFINITY);
    for (Run run : line.runs()) {
      for (int i = 1; i < run.size(); i++) {
        int from = column(run.x(i - 1));
        int to = column(run.x(i));
        for (int c = Math.min(from, to); c <= Math.max(from, to); c++) {
          top[c] = Math.min(top[c], Math.min(run.y(i - 1), run.y(i)));
          bottom[c] = Math.max(bottom[c], Math.max(run.y(i - 1), run.y(i)));
        }
      }
    }
  }

  /** How far down the present line must go to be clear of all above it. */
  private double clearance() {
    double down = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < top.length; c++) {
      for (int near = Math.max(0, c - 1); near <= Math.min(top.length - 1, c + 1); near++) {
        down = Math.max(down, floor[near] + gap - top[c]);
      }
    }
    return Double.isInfinite(down) ? 0 : down;
  }

  private void occupy(double down) {
    for (int c = 0; c < floor.length; c++) {
      floor[c] = Math.max(floor[c], bottom[c] + down);
    }
  }

  private int column(double x) {
    return (int) ((x - left) / gap);
  }
}
