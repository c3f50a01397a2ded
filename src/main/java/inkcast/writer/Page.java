package inkcast.writer;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The area the writers share, in page units.
 *
 * @param width to the right
 * @param height down
 * @param margin kept free at the left, and where a line ends at the right
 */
public record Page(float width, float height, float margin) {

  /**
   * Where a writer's lines begin when the configuration does not say: one line a writer, spread
   * evenly from top to bottom.
   *
   * @param index 0-based
   * @param count writers that share the page
   */
  public Point line(int index, int count) {
    return new Point(margin, height * (index + 0.5f) / count);
  }

  /**
   * Where the lines of one writer more begin: in the middle of the widest gap that others leave, so
   * that nobody else need move.
   *
   * @param taken where the others' lines begin
   */
  public Point room(List<Point> taken) {
    double[] heights =
        DoubleStream.concat(DoubleStream.of(0, height), taken.stream().mapToDouble(Point::y))
            .sorted()
            .toArray();
    int widest = 1;
    for (int i = 2; i < heights.length; i++) {
      if (heights[i] - heights[i - 1] > heights[widest] - heights[widest - 1]) {
        widest = i;
      }
    }
    return new Point(margin, (float) ((heights[widest - 1] + heights[widest]) / 2));
  }

  /** Whether a line can begin there. */
  public boolean holds(Point start) {
    return !full(start.x()) && !lost(start.x(), start.y());
  }

  /** The place on the page that is nearest to this one. */
  float withinWidth(float x) {
    return Math.clamp(x, 0, width);
  }

  /** The place on the page that is nearest to this one. */
  float withinHeight(float y) {
    return Math.clamp(y, 0, height);
  }

  /** Whether a line that has come this far to the right is finished. */
  boolean full(float x) {
    return x > width - margin;
  }

  /** Whether a pen is beyond the top, the bottom or the left edge, where nobody sees it. */
  boolean lost(float x, float y) {
    // Negated, so that NaN counts as lost.
    return !(x >= 0 && y >= 0 && y <= height);
  }
}
