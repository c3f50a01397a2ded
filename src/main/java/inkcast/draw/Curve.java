package inkcast.draw;

import inkcast.draw.FairCopy.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a pen draws from setting down to lifting, as points joined by straight lines. Immutable. */
final class Curve {
  private final double[] x; // (points,)
  private final double[] y; // (points,)
  private final double[] along; // (points,), how far along the curve each point lies

  private Curve(double[] x, double[] y) {
    this.x = x;
    this.y = y;
    along = new double[x.length];
    for (int i = 1; i < x.length; i++) {
      along[i] = along[i - 1] + Math.hypot(x[i] - x[i - 1], y[i] - y[i - 1]);
    }
  }

  /** A curve through points, of which there is at least one, all made larger by a factor. */
  static Curve through(List<Point> points, double scale) {
    return new Curve(
        points.stream().mapToDouble(point -> point.x() * scale).toArray(),
        points.stream().mapToDouble(point -> point.y() * scale).toArray());
  }

  /** A straight line. */
  static Curve line(double fromX, double fromY, double toX, double toY) {
    return new Curve(new double[] {fromX, toX}, new double[] {fromY, toY});
  }

  int points() {
    return x.length;
  }

  double x(int point) {
    return x[point];
  }

  double y(int point) {
    return y[point];
  }

  int last() {
    return x.length - 1;
  }

  double length() {
    return along[last()];
  }

  /** The same way in as many steps of one length; the ends stay where they are. */
  Curve inSteps(int steps) {
    double[] evenX = new double[steps + 1];
    double[] evenY = new double[steps + 1];
    int piece = 1; // the line that ends at this point
    for (int i = 0; i <= steps; i++) {
      double at = length() * i / steps;
      while (piece < last() && along[piece] < at) {
        piece++;
      }
      double whole = along[piece] - along[piece - 1];
      double part = whole == 0 ? 0 : Math.min(1, (at - along[piece - 1]) / whole);
      evenX[i] = x[piece - 1] + part * (x[piece] - x[piece - 1]);
      evenY[i] = y[piece - 1] + part * (y[piece] - y[piece - 1]);
    }
    evenX[steps] = x[last()];
    evenY[steps] = y[last()];
    return new Curve(evenX, evenY);
  }

  /** Every point but the ends in the middle between itself and its neighbours'. */
  Curve smooth() {
    return new Curve(smooth(x), smooth(y));
  }

  /**
   * The parts between its corners.
   *
   * @param reach points before and after a corner that say how it turns
   * @param angle radians that a corner turns at least
   */
  List<Curve> cutAtCorners(int reach, double angle) {
    double[] turns = new double[x.length];
    for (int i = reach; i < x.length - reach; i++) {
      turns[i] = turn(i, reach);
    }
    List<Curve> parts = new ArrayList<>();
    int from = 0;
    for (int i = reach; i < x.length - reach; i++) {
      if (turns[i] >= angle && i - from >= reach && isPeak(turns, i, reach)) {
        parts.add(part(from, i));
        from = i;
      }
    }
    parts.add(part(from, last()));
    return parts;
  }

  private double turn(int at, int reach) {
    double inX = x[at] - x[at - reach];
    double inY = y[at] - y[at - reach];
    double outX = x[at + reach] - x[at];
    double outY = y[at + reach] - y[at];
    return Math.abs(Math.atan2(inX * outY - inY * outX, inX * outX + inY * outY));
  }

  private Curve part(int from, int to) {
    return new Curve(Arrays.copyOfRange(x, from, to + 1), Arrays.copyOfRange(y, from, to + 1));
  }

  private static boolean isPeak(double[] turns, int at, int reach) {
    for (int i = at - reach; i <= at + reach; i++) {
      if (turns[i] > turns[at]) {
        return false;
      }
    }
    return true;
  }

  private static double[] smooth(double[] values) {
    double[] smooth = values.clone();
    for (int i = 1; i < values.length - 1; i++) {
      smooth[i] = (values[i - 1] + 2 * values[i] + values[i + 1]) / 4;
    }
    return smooth;
  }
}
