package inkcast.draw;

import inkcast.writer.Color;
import java.util.Arrays;

/** What one pen draws from setting down to lifting: a polyline of one colour. */
public final class Run {
  private static final int FIRST_CAPACITY = 32;

  private final Color color;
  private float[] x = new float[FIRST_CAPACITY]; // (first + size,), page units
  private float[] y = new float[FIRST_CAPACITY]; // (first + size,), page units
  private int first; // those before it are forgotten
  private int size;

  Run(Color color, float x, float y) {
    this.color = color;
    add(x, y);
  }

  /** Of its ink. */
  public Color color() {
    return color;
  }

  /** Number of points, at least 2. */
  public int size() {
    return size;
  }

  /** Where a point lies. */
  public float x(int point) {
    return x[first + point];
  }

  /** Where a point lies. */
  public float y(int point) {
    return y[first + point];
  }

  /** Length of the ink. */
  public double length() {
    double sum = 0;
    for (int i = 1; i < size; i++) {
      sum += Math.hypot(x(i) - x(i - 1), y(i) - y(i - 1));
    }
    return sum;
  }

  void add(float toX, float toY) {
    if (first + size == x.length) {
      // What is forgotten makes room, where that is worth the move.
      int end = first + (first > x.length / 4 ? x.length : 2 * x.length);
      x = Arrays.copyOfRange(x, first, end);
      y = Arrays.copyOfRange(y, first, end);
      first = 0;
    }
    x[first + size] = toX;
    y[first + size] = toY;
    size++;
  }

  /** Forgets its oldest point. */
  void forget() {
    first++;
    size--;
  }
}
