package inkcast.train.glyph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.model.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class CurveTest {
  private static final List<Point> CORNER =
      List.of(new Point(0, 0), new Point(10, 0), new Point(10, 6));

  @Test
  void shouldStepEvenlyAlongALine() {
    List<Point> even = Curve.even(CORNER, 0.9);
    assertEquals(1 + Math.round(16 / 0.9), even.size());
    double step = 16.0 / (even.size() - 1);
    for (int i = 0; i < even.size(); i++) {
      double along = i * step;
      Point expected = along <= 10 ? new Point(along, 0) : new Point(10, along - 10);
      assertEquals(0, expected.distance(even.get(i)), 1e-9, "point " + i);
    }
  }

  @Test
  void shouldKeepBothEnds() {
    RandomGenerator random = Sources.seeded(1);
    for (int n = 0; n < 200; n++) {
      List<Point> line = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(1, 9); i++) {
        Point point = new Point(random.nextDouble(5), random.nextDouble(5));
        line.add(point);
        if (random.nextBoolean()) {
          line.add(point); // sources repeat points
        }
      }
      List<Point> even = Curve.even(Curve.rounded(line, 0.3), 0.7);
      assertEquals(line.getFirst(), even.getFirst());
      assertEquals(line.getLast(), even.getLast());
      for (int i = 1; i < even.size(); i++) {
        double step = even.get(i - 1).distance(even.get(i));
        assertTrue(step < 1.4, "a step of " + step);
      }
    }
  }

  @Test
  void shouldDrawAShortStrokeInOneStep() {
    assertEquals(2, Curve.even(List.of(new Point(1, 1), new Point(1.01, 1)), 0.7).size());
  }

  @Test
  void shouldKeepADotAsATinyStep() {
    Point place = new Point(3, -4);
    for (List<Point> dot : List.of(List.of(place), List.of(place, place, place))) {
      List<Point> drawn = Curve.even(Curve.rounded(dot, 0.3), 0.7);
      assertEquals(2, drawn.size());
      assertEquals(place, drawn.getFirst());
      double length = Curve.length(drawn);
      assertTrue(length > 0.1 && length < 0.5, "a dot of " + length);
    }
  }

  @Test
  void shouldRoundCornersWithinTheRadius() {
    List<Point> round = Curve.rounded(CORNER, 0.5);
    assertTrue(round.stream().noneMatch(CORNER.get(1)::equals), "the corner is still there");
    for (Point point : round.subList(1, round.size() - 1)) {
      assertTrue(CORNER.get(1).distance(point) <= 1, "cut at " + point);
    }
    List<Point> straight = List.of(new Point(0, 0), new Point(4, 4), new Point(9, 9));
    assertEquals(Math.hypot(9, 9), Curve.length(Curve.rounded(straight, 0.5)), 1e-9);
  }
}
