package inkcast.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.draw.FairCopy.Point;
import inkcast.draw.FairCopy.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** With an x of 25 pixels, a pixel is a tenth of a model unit, and a step 3.5 pixels. */
class FairCopyTest {
  private static final double X_HEIGHT = 25;
  private static final double STEP = 0.35;

  @Test
  void shouldStepEvenlyAlongALineWrittenAtOneSpeed() {
    List<Point> line = new ArrayList<>();
    for (int i = 0; i <= 70; i++) {
      line.add(new Point(10 + i, 5));
    }
    assertEven(20, FairCopy.of(List.of(line), X_HEIGHT));
  }

  @Test
  void shouldStepEvenlyAlongALineWrittenFastAndSlowly() {
    List<Point> line = new ArrayList<>();
    for (double x = 0, speed = 0.01; x < 70; x += speed, speed *= 1.3) {
      line.add(new Point(10 + x, 5));
      line.add(new Point(10 + x, 5)); // as from a pen that rests
    }
    line.add(new Point(80, 5));
    assertEven(20, FairCopy.of(List.of(line), X_HEIGHT));
  }

  @Test
  void shouldMakeAnXAsHighAsTheModels() {
    List<Step> small = FairCopy.of(List.of(List.of(new Point(0, 0), new Point(0, 12))), 12);
    List<Step> large = FairCopy.of(List.of(List.of(new Point(9, 0), new Point(9, 80))), 80);
    assertEquals(2.5, small.stream().mapToDouble(Step::dy).sum(), 1e-6);
    assertEquals(2.5, large.stream().mapToDouble(Step::dy).sum(), 1e-6);
    assertEquals(small.size(), large.size());
  }

  @Test
  void shouldKeepADotAsOneTinyDrawnStep() {
    List<Point> stem = List.of(new Point(10, 0), new Point(10, 25));
    List<Point> dot = List.of(new Point(10, -10));
    List<Point> smudge = List.of(new Point(20, -10), new Point(21, -10), new Point(20, -10));
    List<Step> steps = FairCopy.of(List.of(stem, dot, smudge), X_HEIGHT);
    List<Step> dots = steps.subList(steps.size() - 4, steps.size());
    assertEquals(List.of(false, true, false, true), dots.stream().map(Step::lifts).toList());
    assertEquals(-3.55, dots.get(0).dy(), 1e-6);
    for (Step drawn : List.of(dots.get(1), dots.get(3))) {
      assertEquals(0, drawn.dx(), 1e-9);
      assertEquals(0.1, drawn.dy(), 1e-9);
    }
  }

  @Test
  void shouldLiftAfterTheLastStepOfAStrokeAndMoveInOne() {
    List<Point> first = List.of(new Point(100, 50), new Point(107, 50));
    List<Point> second = List.of(new Point(200, 20), new Point(200, 30.5));
    List<Step> steps = FairCopy.of(List.of(first, second), X_HEIGHT);
    assertEquals(
        List.of(false, true, false, false, false, true), steps.stream().map(Step::lifts).toList());
    assertEquals(9.3, steps.get(2).dx(), 1e-6, "the move, which is not drawn");
    assertEquals(-3, steps.get(2).dy(), 1e-6);
    assertEquals(0.35, steps.get(0).dx(), 1e-6, "it begins with ink, at the first point");
  }

  @Test
  void shouldKeepTheWayFromBeginningToEnd() {
    Random random = new Random(5);
    List<List<Point>> strokes = new ArrayList<>();
    for (int stroke = 0; stroke < 30; stroke++) {
      List<Point> points = new ArrayList<>();
      double x = 20 * stroke + 7;
      double y = 40;
      for (int i = 0; i < 40; i++) {
        x += random.nextGaussian(0.3, 2);
        y += random.nextGaussian(0, 2);
        points.add(new Point(x, y));
      }
      strokes.add(points);
    }
    List<Step> steps = FairCopy.of(strokes, X_HEIGHT);
    Point from = strokes.getFirst().getFirst();
    Point to = strokes.getLast().getLast();
    assertEquals((to.x() - from.x()) / 10, steps.stream().mapToDouble(Step::dx).sum(), 1e-4);
    assertEquals((to.y() - from.y()) / 10, steps.stream().mapToDouble(Step::dy).sum(), 1e-4);
    assertEquals(30, steps.stream().filter(Step::lifts).count());
  }

  @Test
  void shouldKeepACorner() {
    List<Point> corner = List.of(new Point(0, 0), new Point(15, 41.1), new Point(31, 0));
    double x = 0;
    double y = 0;
    double nearest = Double.MAX_VALUE;
    for (Step step : FairCopy.of(List.of(corner), X_HEIGHT)) {
      x += step.dx();
      y += step.dy();
      nearest = Math.min(nearest, Math.hypot(x - 1.5, y - 4.11));
    }
    assertTrue(nearest < 0.08, "the nearest point is " + nearest + " away");
  }

  @Test
  void shouldSmoothAPixelsJitter() {
    List<Point> line = new ArrayList<>();
    for (int i = 0; i <= 70; i++) {
      line.add(new Point(i, i % 2 == 0 || i == 70 ? 0 : 1));
    }
    double y = 0;
    double[] range = {0, 0};
    List<Step> steps = FairCopy.of(List.of(line), X_HEIGHT);
    for (Step step : steps.subList(1, steps.size() - 1)) {
      y += step.dy();
      range[0] = Math.min(range[0], y);
      range[1] = Math.max(range[1], y);
    }
    assertTrue(range[1] - range[0] < 0.07, "of 0.1, there are left " + (range[1] - range[0]));
  }

  @Test
  void shouldRefuseMoreStepsThanALineCanHave() {
    List<List<Point>> endless = List.of(List.of(new Point(0, 0), new Point(20_000, 0)));
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> FairCopy.of(endless, 4));
    assertEquals("expected a line of at most 5,000 steps, found 35,716", thrown.getMessage());
  }

  private static void assertEven(int count, List<Step> steps) {
    assertEquals(count, steps.size());
    for (Step step : steps) {
      assertEquals(STEP, step.dx(), 1e-6);
      assertEquals(0, step.dy(), 1e-6);
    }
    assertEquals(
        List.of(steps.getLast()), steps.stream().filter(Step::lifts).toList(), "lifts once");
  }
}
