package inkcast.app;

import inkcast.train.LearningCurve;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Draws how a training went: loss and gap over the updates. */
final class LossCurve {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 360;
  private static final int LEFT = 56;
  private static final int RIGHT = 16;
  private static final int TOP = 16;
  private static final int BOTTOM = 44;
  private static final int LINES = 5;

  private final List<LearningCurve.Point> points;
  private final double low;
  private final double high;
  private final StringBuilder svg = new StringBuilder();

  private LossCurve(List<LearningCurve.Point> points) {
    this.points = points;
    double[] values =
        points.stream()
            .skip(points.size() > 10 ? points.size() / 20 : 0) // the first would flatten the rest
            .flatMapToDouble(p -> DoubleStream.of(p.loss(), p.gap()))
            .toArray();
    low = Arrays.stream(values).min().orElse(0);
    high = Math.max(low + 1e-3, Arrays.stream(values).max().orElse(1));
  }

  /** A picture of the curve, as text. */
  static String svg(LearningCurve curve) {
    LossCurve drawn = new LossCurve(curve.points());
    drawn.draw();
    return drawn.svg.toString();
  }

  private void draw() {
    add(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-size='13'",
        WIDTH, HEIGHT);
    add(" font-family='sans-serif'><title>loss and gap over the updates</title>");
    add("<rect width='%d' height='%d' fill='#fff'/>", WIDTH, HEIGHT);
    for (int i = 0; i <= LINES; i++) {
      double value = low + (high - low) * i / LINES;
      add("<path d='M%d %.1fH%d' stroke='#ddd'/>", LEFT, y(value), WIDTH - RIGHT);
      add("<text x='%d' y='%.1f' text-anchor='end'>%.3f</text>", LEFT - 6, y(value) + 4, value);
    }
    int last = points.isEmpty() ? 0 : points.getLast().updates();
    add("<text x='%d' y='%d'>0</text>", LEFT, HEIGHT - BOTTOM + 18);
    add(
        "<text x='%d' y='%d' text-anchor='end'>%,d updates</text>",
        WIDTH - RIGHT, HEIGHT - BOTTOM + 18, last);
    line(LearningCurve.Point::loss, "#b0651a");
    line(LearningCurve.Point::gap, "#1a4f8a");
    label(LEFT, "#b0651a", "loss");
    label(LEFT + 80, "#1a4f8a", "gap on held-out strokes, nats a stroke");
    add("</svg>%n");
  }

  private void line(ToDoubleFunction<LearningCurve.Point> value, String color) {
    add("<polyline fill='none' stroke-width='1.5' stroke='%s' points='", color);
    for (LearningCurve.Point point : points) {
      add("%.1f,%.1f ", x(point.updates()), Math.max(TOP, y(value.applyAsDouble(point))));
    }
    add("'/>");
  }

  private void label(int x, String color, String text) {
    int y = HEIGHT - 10;
    add("<path d='M%d %dh18' stroke='%s' stroke-width='2'/>", x, y - 4, color);
    add("<text x='%d' y='%d'>%s</text>", x + 24, y, text);
  }

  private double x(int updates) {
    return LEFT + (WIDTH - LEFT - RIGHT) * (double) updates / points.getLast().updates();
  }

  private double y(double value) {
    return TOP + (HEIGHT - TOP - BOTTOM) * (high - value) / (high - low);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
