package inkcast.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.writer.Color;
import org.junit.jupiter.api.Test;

class DrawingTest {
  private static final Color RED = new Color(1, 0, 0);
  private static final Color BLUE = new Color(0, 0, 1);

  private final Drawing drawing = new Drawing();

  @Test
  void shouldJoinStrokesUntilThePenLifts() {
    drawing.ink(RED);
    drawing.add(10, 0, 10, 0, true);
    drawing.add(10, 5, 0, 5, true);
    drawing.add(20, 5, 10, 0, false);
    drawing.add(23, 9, 3, 4, true);

    assertEquals(2, drawing.runs().size());
    assertEquals(3, drawing.runs().get(0).size());
    assertEquals(20, drawing.runs().get(1).x(0));
    assertEquals(5, drawing.runs().get(1).y(0));
    assertEquals(15 + 5, drawing.length(), 1e-6);
  }

  @Test
  void shouldNotJoinALineWithTheOneBefore() {
    drawing.ink(RED);
    drawing.add(1900, 500, 10, 0, true);
    drawing.ink(BLUE);
    drawing.add(55, 500, 5, 0, true);

    assertEquals(15, drawing.length(), 1e-6);
    assertEquals(RED, drawing.runs().get(0).color());
    assertEquals(BLUE, drawing.runs().get(1).color());
  }

  @Test
  void shouldKeepTheInkOfLongRuns() {
    Scribble scribble = new Scribble(1, 3, 2000);

    assertEquals(scribble.inked, scribble.drawing.length(), 1e-3 * scribble.inked);
    assertTrue(scribble.drawing.runs().size() <= scribble.lifts + 3);
  }

  @Test
  void shouldCopyMovedDrawings() {
    drawing.ink(RED);
    drawing.add(10, 0, 10, 0, true);
    Drawing both = new Drawing();
    both.add(drawing, 0, 0);
    both.add(drawing, 5, 100);
    drawing.add(20, 0, 10, 0, true);

    assertEquals(20, both.length(), 1e-6);
    assertEquals(15, both.runs().get(1).x(1));
    assertEquals(100, both.runs().get(1).y(0));
    assertEquals(RED, both.runs().get(1).color());
  }

  @Test
  void shouldForgetTheOldestPointsAndRunsWithoutInk() {
    drawing.add(10, 0, 10, 0, true);
    drawing.add(20, 0, 10, 0, false);
    drawing.add(20, 5, 0, 5, true);
    drawing.add(20, 7, 0, 2, true);
    assertEquals(5, drawing.points());

    drawing.forget();
    assertEquals(3, drawing.points());
    assertEquals(7, drawing.length(), 1e-6);

    drawing.forget();
    assertEquals(2, drawing.points());
    assertEquals(2, drawing.length(), 1e-6);

    drawing.forget(); // the pen is still down
    assertEquals(0, drawing.points());
    drawing.add(20, 8, 0, 1, true);
    assertEquals(2, drawing.points());
    assertEquals(1, drawing.length(), 1e-6);
  }

  @Test
  void shouldCropToTheInk() {
    drawing.add(10, 20, 10, 0, true);
    drawing.add(500, 500, 490, 480, false);
    drawing.add(510, 490, 10, -10, true);

    assertEquals(new View(-7, 13, 524, 494), View.around(drawing, 7));
    assertEquals(new View(-7, -7, 14, 14), View.around(new Drawing(), 7));
  }
}
