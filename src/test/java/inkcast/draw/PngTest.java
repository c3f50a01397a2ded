package inkcast.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.writer.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngTest {
  private static final int WHITE = 0xffffff;
  private static final int RED = 0xff0000;

  private final Drawing drawing = new Drawing();

  PngTest() {
    drawing.ink(new Color(1, 0, 0));
  }

  @Test
  void shouldPutInkOnTheStrokesAndNowhereElse() throws IOException {
    drawing.add(60, 20, 40, 0, true);
    drawing.add(60, 60, 0, 40, false);
    drawing.add(20, 60, -40, 0, true);
    BufferedImage image = read(Png.write(drawing, new View(0, 0, 80, 80), style(6), 1));

    for (int y = 0; y < 80; y++) {
      for (int x = 0; x < 80; x++) {
        double toFirst = distance(x + 0.5, y + 0.5, 20);
        double toSecond = distance(x + 0.5, y + 0.5, 60);
        double distance = Math.min(toFirst, toSecond);
        if (distance < 2) {
          assertEquals(RED, rgb(image, x, y), x + ", " + y);
        } else if (distance > 4) {
          assertEquals(WHITE, rgb(image, x, y), x + ", " + y);
        }
      }
    }
  }

  @Test
  void shouldShowTheViewAtItsScale() throws IOException {
    drawing.add(1010, 505, 10, 0, true);
    BufferedImage image = read(Png.write(drawing, new View(1000, 500, 20, 10), style(2), 3));

    assertEquals(60, image.getWidth());
    assertEquals(30, image.getHeight());
    assertEquals(RED, rgb(image, 15, 15));
    assertEquals(WHITE, rgb(image, 45, 15));
  }

  @Test
  void shouldDrawAStrokeWithoutLengthAsADot() throws IOException {
    drawing.add(5, 5, 0, 0, true);
    BufferedImage image = read(Png.write(drawing, new View(0, 0, 10, 10), style(4), 1));

    assertEquals(RED, rgb(image, 5, 5));
  }

  @Test
  void shouldLeaveThePaperOutIfThereIsNone() throws IOException {
    drawing.add(8, 5, 6, 0, true);
    Style bare = new Style(4, null);
    BufferedImage image = read(Png.write(drawing, new View(0, 0, 10, 10), bare, 1));

    assertEquals(0, image.getRGB(5, 0) >>> 24);
    assertEquals(0xff, image.getRGB(5, 5) >>> 24);
  }

  @Test
  void shouldBoundTheSizeOfThePicture() {
    BufferedImage image = Png.image(drawing, List.of(), new View(0, 0, 1e6, 10), style(2), 4);

    assertEquals(Png.MAX_SIDE, image.getWidth());
    assertTrue(image.getHeight() >= 1);
  }

  @Test
  void shouldWriteALabelOnItsBaseline() throws IOException {
    Label label = new Label("HHHH", 10, 40, 20, new Color(0, 0, 0));
    View view = new View(0, 0, 100, 60);
    BufferedImage image = read(Png.write(new Drawing(), List.of(label), view, style(2), 1));

    int top = 60;
    int bottom = 0;
    for (int y = 0; y < 60; y++) {
      for (int x = 0; x < 100; x++) {
        if (rgb(image, x, y) == 0) {
          assertTrue(x >= 10, "ink at " + x);
          top = Math.min(top, y);
          bottom = Math.max(bottom, y);
        }
      }
    }
    assertEquals(39, bottom, 1);
    assertEquals(26, top, 2); // a capital is 0.7 of the size
  }

  /** From a point to the horizontal segment from x = 20 to 60 at this height. */
  private static double distance(double x, double y, double height) {
    return Math.hypot(x - Math.clamp(x, 20, 60), y - height);
  }

  private static Style style(double width) {
    return new Style(width, new Color(1, 1, 1));
  }

  private static int rgb(BufferedImage image, int x, int y) {
    return image.getRGB(x, y) & 0xffffff;
  }

  private static BufferedImage read(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }
}
