package inkcast.train.glyph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineTest {
  @Test
  void shouldDrawFromTheFirstPointAndLiftAtTheLast() {
    Line line = new Line(6);
    line.add(List.of(new Point(5, 5), new Point(6, 5), new Point(6, 7)));
    line.add(List.of(new Point(9, 4), new Point(8, 4)));
    float[] expected = {
      1, 0, 0, // drawn
      0, 2, 1, // drawn; the pen lifts
      3, -3, 0, // the move
      -1, 0, 1, // drawn
    };
    assertArrayEquals(expected, line.strokes());
    assertFalse(line.isFull());
  }

  @Test
  void shouldEndWhenFull() {
    Line line = new Line(2);
    line.add(List.of(new Point(0, 0), new Point(1, 0), new Point(2, 0), new Point(3, 0)));
    assertTrue(line.isFull());
    assertArrayEquals(new float[] {1, 0, 0, 1, 0, 0}, line.strokes());
  }

  @Test
  void shouldNotDriftByRounding() {
    Line line = new Line(3000);
    for (int i = 0; !line.isFull(); i++) {
      line.add(List.of(new Point(i * 0.0004, 0), new Point(i * 0.0004, 0.5)));
    }
    double x = 0;
    for (int at = 0; at < line.strokes().length; at += 3) {
      float dx = line.strokes()[at];
      assertEquals(Math.round(dx * 1000), dx * 1000, 1e-3, "thousandths");
      x += dx;
    }
    assertEquals(1500 * 0.0004, x, 0.0011);
  }
}
