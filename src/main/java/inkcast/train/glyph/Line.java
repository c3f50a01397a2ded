package inkcast.train.glyph;

import inkcast.model.Weights;
import java.util.Arrays;
import java.util.List;

/**
 * One line of writing as stroke-3. It begins where its first stroke does, since the seed's pen is
 * down; it ends after a number of steps, wherever the pen is then.
 *
 * <p>Places are rounded to thousandths and offsets taken between those, so that offsets of three
 * decimals add up to the places, and no rounding lets the line drift.
 */
final class Line {
  private static final double GRID = 1000;

  private final float[] steps; // (steps, 3): dx, dy in model units, pen 1 = lifts
  private int size; // of steps
  private boolean begun;
  private long x; // of the pen, thousandths
  private long y;

  Line(int steps) {
    this.steps = new float[steps * Weights.INPUTS];
  }

  boolean isFull() {
    return size == steps.length;
  }

  /**
   * Moves to a stroke's first point, draws it and lifts the pen at its last.
   *
   * @param stroke at least 2 points, model units
   */
  void add(List<Point> stroke) {
    Point first = stroke.getFirst();
    if (begun) {
      step(first, 0);
    } else {
      begun = true;
      x = Math.round(first.x() * GRID);
      y = Math.round(first.y() * GRID);
    }
    for (int i = 1; i < stroke.size(); i++) {
      step(stroke.get(i), i == stroke.size() - 1 ? 1 : 0);
    }
  }

  /** All steps so far. */
  float[] strokes() {
    return Arrays.copyOf(steps, size);
  }

  private void step(Point to, int pen) {
    if (isFull()) {
      return;
    }
    long nextX = Math.round(to.x() * GRID);
    long nextY = Math.round(to.y() * GRID);
    steps[size++] = (float) ((nextX - x) / GRID);
    steps[size++] = (float) ((nextY - y) / GRID);
    steps[size++] = pen;
    x = nextX;
    y = nextY;
  }
}
