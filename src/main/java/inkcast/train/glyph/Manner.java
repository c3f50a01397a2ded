package inkcast.train.glyph;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * What keeps one line of writing from looking printed: size, slant and a baseline that waves but
 * goes nowhere, the same for the line; small differences of place, size and turn for each
 * character; a slight bend that runs through everything.
 */
final class Manner {
  /**
   * How much of it; each number is a standard deviation.
   *
   * @param size of a line's size, as a part of it
   * @param slant of a line's slant, dx a unit up
   * @param each of a character's size, turn and slant, as a part
   * @param place of a character's place, model units
   * @param bend how far points are moved, model units
   */
  record Measure(double size, double slant, double each, double place, double bend) {}

  private static final double LIMIT = 2; // standard deviations: nothing is ever far out
  private static final double WAVE = 0.25; // model units that the baseline goes up and down
  private static final double WAVELENGTH = 60;
  private static final double BEND_LENGTH = 7;

  private final RandomGenerator random;
  private final Measure measure;
  private final double size;
  private final double slant;
  private final double rise;
  private final double phase;
  private final double wavelength;

  /**
   * A line's.
   *
   * @param scale model units a unit of the source
   * @param rise of what is written to the right, dy a unit within a character
   */
  Manner(RandomGenerator random, Measure measure, double scale, double rise) {
    this.random = random;
    this.measure = measure;
    this.rise = rise;
    size = scale * (1 + vary(measure.size));
    slant = vary(measure.slant);
    phase = random.nextDouble(2 * Math.PI);
    wavelength = WAVELENGTH * random.nextDouble(0.7, 1.5);
  }

  /** Model units a unit of the source in this line. */
  double size() {
    return size;
  }

  /** A normal number that stays within {@value #LIMIT} standard deviations. */
  double vary(double deviation) {
    return deviation * Math.clamp(random.nextGaussian(), -LIMIT, LIMIT);
  }

  /**
   * Writes one character's strokes.
   *
   * @param strokes units of the source, around its own origin
   * @param x model units from the line's beginning to the character's origin
   */
  List<List<Point>> write(List<List<Point>> strokes, double x) {
    double wide = size * (1 + vary(measure.each));
    double high = size * (1 + vary(measure.each));
    double leaning = slant + vary(measure.each / 2);
    double turn = rise + vary(measure.each / 2);
    double left = x + vary(measure.place);
    double top = WAVE * Math.sin(phase + 2 * Math.PI * x / wavelength) + vary(measure.place);
    double bendX = random.nextDouble(2 * Math.PI);
    double bendY = random.nextDouble(2 * Math.PI);
    UnaryOperator<Point> place =
        p -> {
          double px = left + wide * p.x() - leaning * high * p.y();
          double py = top + high * p.y() - turn * wide * p.x();
          return new Point(px + bend(py, bendX, px), py + bend(px, bendY, py));
        };
    return strokes.stream().map(stroke -> stroke.stream().map(place).toList()).toList();
  }

  private double bend(double along, double start, double across) {
    double turn = 2 * Math.PI / BEND_LENGTH;
    return measure.bend * Math.sin(start + turn * along + 0.5 * turn * across);
  }
}
