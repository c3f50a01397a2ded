package inkcast.train.glyph;

import java.util.ArrayList;
import java.util.List;

/** Geometry of polylines. */
final class Curve {
  private static final int ROUNDS = 3;
  private static final double DOT = 0.25; // model units: what a stroke without length draws

  private Curve() {}

  static double length(List<Point> line) {
    double sum = 0;
    for (int i = 1; i < line.size(); i++) {
      sum += line.get(i - 1).distance(line.get(i));
    }
    return sum;
  }

  /**
   * Cuts corners as Chaikin does, but no further from a corner than a radius, so that long straight
   * strokes stay straight. The end points stay where they are.
   */
  static List<Point> rounded(List<Point> line, double radius) {
    List<Point> round = line;
    for (int i = 0; i < ROUNDS; i++) {
      round = cut(round, radius / (1 << i));
    }
    return round;
  }

  private static List<Point> cut(List<Point> line, double radius) {
    if (line.size() < 3) {
      return line;
    }
    List<Point> result = new ArrayList<>(2 * line.size());
    result.add(line.getFirst());
    for (int i = 1; i < line.size() - 1; i++) {
      Point corner = line.get(i);
      result.add(near(corner, line.get(i - 1), radius));
      result.add(near(corner, line.get(i + 1), radius));
    }
    result.add(line.getLast());
    return result;
  }

  private static Point near(Point corner, Point neighbour, double radius) {
    double length = corner.distance(neighbour);
    return length == 0 ? corner : corner.towards(neighbour, Math.min(0.25, radius / length));
  }

  /**
   * The same line in steps of one length along it, the one that fits a whole number of times and is
   * nearest to the step asked for. Both end points are kept. What has no length becomes a dot, a
   * tiny step down and to the right.
   *
   * @return at least 2 points
   */
  static List<Point> even(List<Point> line, double step) {
    double length = length(line);
    Point first = line.getFirst();
    if (length == 0) {
      return List.of(first, new Point(first.x() + DOT / 2, first.y() + DOT));
    }
    int steps = (int) Math.max(1, Math.round(length / step));
    List<Point> result = new ArrayList<>(steps + 1);
    result.add(first);
    double past = 0; // length up to line.get(segment)
    int segment = 0;
    for (int i = 1; i < steps; i++) {
      double at = length * i / steps;
      double span = line.get(segment).distance(line.get(segment + 1));
      while (past + span < at && segment < line.size() - 2) {
        past += span;
        segment++;
        span = line.get(segment).distance(line.get(segment + 1));
      }
      double part = span == 0 ? 1 : Math.min(1, (at - past) / span);
      result.add(line.get(segment).towards(line.get(segment + 1), part));
    }
    result.add(line.getLast());
    return result;
  }
}
