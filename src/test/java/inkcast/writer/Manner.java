package inkcast.writer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.model.Sources;
import inkcast.model.Twin;
import inkcast.model.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * What a manner is, of the strokes with ink.
 *
 * @param length of a stroke on average, page units
 * @param slant how far the pen goes right for each unit that it goes up, by least squares
 * @param height deviation of y, page units
 */
public record Manner(double length, double slant, double height) {
  private static final int RUNS = 50;
  private static final int STROKES = 100;
  private static final Page PAGE = new Page(100_000, 100_000, 50);
  private static final Point START = new Point(50, 50_000);

  /** Letters of an x's height 1, above the base line: h, e, l, l, o. */
  private static final double[][] LETTERS = {
    {0, 0, .1, 1, .2, 2, .1, 0, .1, .4, .3, .9, .55, .95, .65, .6, .65, 0},
    {.95, .5, 1.55, .5, 1.55, .8, 1.3, 1, 1, .8, .95, .4, 1.15, .05, 1.45, 0, 1.7, .2},
    {1.9, 0, 2.05, 1, 2.2, 2, 2.05, 1, 2.05, .2, 2.2, 0},
    {2.4, 0, 2.55, 1, 2.7, 2, 2.55, 1, 2.55, .2, 2.7, 0},
    {3.2, 1, 2.95, .7, 2.95, .3, 3.2, 0, 3.5, .3, 3.5, .7, 3.2, 1}
  };

  /**
   * "hello", as a visitor draws it.
   *
   * @param words how often
   * @param size height of an x
   * @return a stroke a letter, of points x and y, y down
   */
  public static List<double[][]> hello(int words, double slant, double size) {
    List<double[][]> strokes = new ArrayList<>();
    for (int word = 0; word < words; word++) {
      for (double[] letter : LETTERS) {
        double[][] points = new double[letter.length / 2][];
        for (int i = 0; i < points.length; i++) {
          double y = letter[2 * i + 1];
          points[i] = new double[] {size * (letter[2 * i] + slant * y + 4.2 * word), -size * y};
        }
        strokes.add(points);
      }
    }
    return strokes;
  }

  /**
   * Sees that what the writer goes on with is nearer to a visitor's manner, on average over many
   * runs, than what it writes by itself.
   *
   * @param scale page units a model unit
   * @param written the visitor's: dx, dy in page units, pen
   */
  public static void assertTakenUp(Weights weights, float scale, List<float[]> written) {
    double[] nearer = new double[3];
    double[] farther = new double[3];
    for (int run = 0; run < RUNS; run++) {
      Run visited = new Run(weights, scale, run);
      visited.write(written);
      Manner visitor = of(visited.strokes);
      float x = visited.writer.stroke().x();
      float y = visited.writer.stroke().y();
      visited.strokes.clear();
      visited.goOn();
      assertEquals(x, visited.strokes.getFirst()[0] - visited.strokes.getFirst()[2], 0.01);
      assertEquals(y, visited.strokes.getFirst()[1] - visited.strokes.getFirst()[3], 0.01);
      Run alone = new Run(weights, scale, run);
      alone.goOn();
      add(nearer, visitor, of(visited.strokes));
      add(farther, visitor, of(alone.strokes));
    }
    String all =
        "length, slant, height: %.3f %.3f %.3f, by itself %.3f %.3f %.3f"
            .formatted(nearer[0], nearer[1], nearer[2], farther[0], farther[1], farther[2]);
    for (int i = 0; i < nearer.length; i++) {
      assertTrue(nearer[i] < farther[i], all);
    }
  }

  private static Manner of(List<float[]> strokes) {
    double length = 0;
    double up = 0;
    double across = 0;
    int drawn = 0;
    for (float[] stroke : strokes) {
      if (stroke[4] == 1) {
        drawn++;
        length += Math.hypot(stroke[2], stroke[3]);
        up += stroke[3] * stroke[3];
        across -= stroke[2] * stroke[3];
      }
    }
    double mean = strokes.stream().mapToDouble(stroke -> stroke[1]).average().orElse(0);
    double square =
        strokes.stream().mapToDouble(s -> (s[1] - mean) * (s[1] - mean)).average().orElse(0);
    return new Manner(length / drawn, across / up, Math.sqrt(square));
  }

  private static void add(double[] sums, Manner visitor, Manner other) {
    sums[0] += Math.abs(other.length - visitor.length) / RUNS;
    sums[1] += Math.abs(other.slant - visitor.slant) / RUNS;
    sums[2] += Math.abs(other.height - visitor.height) / RUNS;
  }

  /** One writer's life, of a seed. */
  private static final class Run implements WriterListener {
    private final Ensemble ensemble;
    private final Writer writer;
    private final List<float[]> strokes = new ArrayList<>(); // x, y, dx, dy, ink

    Run(Weights weights, float scale, int seed) {
      Writer.Setup setup = new Writer.Setup("cursive", PAGE, START, scale, 0.65f);
      ensemble =
          Ensemble.form(
                  List.of(new Part(weights, setup, Sources.seeded(seed))), Twin.preferred()::lstm)
              .getFirst();
      writer = ensemble.members().getFirst();
    }

    void write(List<float[]> steps) {
      for (float[] step : steps) {
        assertTrue(writer.dictation().reserve());
        writer.dictation().put(step[0], step[1], step[2] == 1, 0);
        ensemble.step(this);
      }
    }

    void goOn() {
      for (int i = 0; i < STROKES; i++) {
        ensemble.step(this);
      }
    }

    @Override
    public void wrote(Writer writer) {
      Stroke s = writer.stroke();
      strokes.add(new float[] {s.x(), s.y(), s.dx(), s.dy(), s.ink() ? 1 : 0});
    }

    @Override
    public void restarted(Writer writer, Restart cause) {}
  }
}
