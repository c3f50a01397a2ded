package inkcast.draw;

import java.util.ArrayList;
import java.util.List;

/**
 * A person's line in the model's own measure: the size of letters it writes, and even steps as long
 * as its own, for a device tells of its pen at whatever moments it likes.
 *
 * <p>The figures are those of the published model at temperature 0.65: half of its lines have an x
 * higher than 2.5 model units, and its drawn steps are 0.35 long on average.
 */
public final class FairCopy {
  /** The most steps of a line; what a page is wide enough for takes some hundreds. */
  public static final int MAX_STEPS = 5_000;

  private static final double X_HEIGHT = 2.5; // model units
  private static final double STEP = 0.35; // model units
  private static final double DOT = 0.1; // model units; the least that is seen as ink
  private static final int FINE = 4; // points a step while a stroke is smoothed and cut
  private static final double CORNER = Math.toRadians(75);

  private FairCopy() {}

  /** Where a pen was: x to the right, y down. */
  public record Point(double x, double y) {}

  /**
   * One step of the pen, as in stroke-3: drawn unless the one before it lifted the pen.
   *
   * @param dx model units to the right
   * @param dy model units down
   * @param lifts whether the pen lifts after it
   */
  public record Step(double dx, double dy, boolean lifts) {}

  /**
   * Tidies a line. Its strokes keep their ends and corners, a dot becomes one tiny step, and the
   * pen goes from stroke to stroke in one step that is not drawn.
   *
   * @param strokes each the points from setting down to lifting, at least one; in any unit
   * @param xHeight how high an x is, in that unit
   * @return the steps from the first stroke's first point
   * @throws IllegalArgumentException if these are more than {@link #MAX_STEPS}
   */
  public static List<Step> of(List<List<Point>> strokes, double xHeight) {
    double scale = X_HEIGHT / xHeight;
    List<Curve> curves = strokes.stream().map(points -> Curve.through(points, scale)).toList();
    double steps = curves.stream().mapToDouble(curve -> curve.length() / STEP + 2).sum();
    if (!(steps <= MAX_STEPS)) { // negated, so that NaN is refused
      throw new IllegalArgumentException(
          "expected a line of at most %,d steps, found %,.0f".formatted(MAX_STEPS, steps));
    }
    return join(curves.stream().map(FairCopy::tidy).toList());
  }

  private static List<Step> join(List<List<Curve>> strokes) {
    List<Step> steps = new ArrayList<>();
    double x = 0;
    double y = 0;
    for (List<Curve> stroke : strokes) {
      Curve first = stroke.getFirst();
      if (!steps.isEmpty()) {
        steps.add(new Step(first.x(0) - x, first.y(0) - y, false));
      }
      x = first.x(0);
      y = first.y(0);
      for (Curve part : stroke) {
        for (int i = 1; i < part.points(); i++) {
          boolean ends = part.equals(stroke.getLast()) && i == part.last();
          steps.add(new Step(part.x(i) - x, part.y(i) - y, ends));
          x = part.x(i);
          y = part.y(i);
        }
      }
    }
    return steps;
  }

  /** A stroke in even steps, from corner to corner. */
  private static List<Curve> tidy(Curve raw) {
    if (raw.length() < STEP) {
      return List.of(dot(raw));
    }
    Curve fine = raw.inSteps((int) Math.ceil(FINE * raw.length() / STEP)).smooth().smooth();
    return fine.cutAtCorners(FINE, CORNER).stream()
        .map(part -> part.inSteps(Math.max(1, (int) Math.round(part.length() / STEP))))
        .toList();
  }

  /** One step; upright if the pen hardly moved. */
  private static Curve dot(Curve raw) {
    double fromX = raw.x(0);
    double fromY = raw.y(0);
    double toX = raw.x(raw.last());
    double toY = raw.y(raw.last());
    if (Math.hypot(toX - fromX, toY - fromY) >= DOT) {
      return Curve.line(fromX, fromY, toX, toY);
    }
    double x = (fromX + toX) / 2;
    double y = (fromY + toY) / 2;
    return Curve.line(x, y - DOT / 2, x, y + DOT / 2);
  }
}
