package inkcast.draw;

import inkcast.model.Sources;
import inkcast.writer.Color;
import java.util.random.RandomGenerator;

/** A seeded drawing of several lines in several colours, and how much ink went into it. */
final class Scribble {
  final Drawing drawing = new Drawing();
  double inked;
  int lifts;

  Scribble(long seed, int lines, int strokes) {
    RandomGenerator random = Sources.seeded(seed);
    for (int line = 0; line < lines; line++) {
      drawing.ink(new Color(random.nextFloat(), random.nextFloat(), random.nextFloat()));
      float x = 50;
      float y = 100 + 120 * line;
      boolean down = true;
      for (int i = 0; i < strokes; i++) {
        float dx = (float) (3 + 8 * random.nextGaussian());
        float dy = (float) (8 * random.nextGaussian());
        x += dx;
        y += dy;
        drawing.add(x, y, dx, dy, down);
        inked += down ? Math.hypot(dx, dy) : 0;
        down = random.nextDouble() > 0.05;
        lifts += down ? 0 : 1;
      }
    }
  }
}
