package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.draw.FairCopy;
import inkcast.hand.Hands;
import inkcast.model.Sources;
import inkcast.model.Twin;
import inkcast.model.Weights;
import inkcast.writer.Ensemble;
import inkcast.writer.Page;
import inkcast.writer.Part;
import inkcast.writer.Point;
import inkcast.writer.Restart;
import inkcast.writer.Stroke;
import inkcast.writer.Writer;
import inkcast.writer.WriterListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped hand goes on in a visitor's manner. */
class MannerTest {
  private static final int RUNS = 50;
  private static final int STROKES = 100;
  private static final Page PAGE = new Page(100_000, 100_000, 50);
  private static final Point START = new Point(50, 50_000);
  private static final float SCALE = 10;

  /** Letters of an x's height 1, above the base line: h, e, l, l, o. */
  private static final double[][] LETTERS = {
    {0, 0, .1, 1, .2, 2, .1, 0, .1, .4, .3, .9, .55, .95, .65, .6, .65, 0},
    {.95, .5, 1.55, .5, 1.55, .8, 1.3, 1, 1, .8, .95, .4, 1.15, .05, 1.45, 0, 1.7, .2},
    {1.9, 0, 2.05, 1, 2.2, 2, 2.05, 1, 2.05, .2, 2.2, 0},
    {2.4, 0, 2.55, 1, 2.7, 2, 2.55, 1, 2.55, .2, 2.7, 0},
    {3.2, 1, 2.95, .7, 2.95, .3, 3.2, 0, 3.5, .3, 3.5, .7, 3.2, 1}
  };

  private final Weights weights;

  MannerTest() throws Exception {
    weights = Hands.file(Path.of("weights", "cursive.safetensors")).weights();
  }

  /**
   * What a manner is, of the strokes with ink.
   *
   * @param length of a stroke on average, page units
   * @param slant how far the pen goes right for each unit that it goes up, by least squares
   * @param height deviation of y, page units
   */
  private record Manner(double length, double slant, double height) {
    static Manner of(List<float[]> strokes) {
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
  }

  @ParameterizedTest
  @CsvSource({"0.6, 1.4", "-0.5, 1.0", "0.3, 0.6"})
  void shouldLieNearerToTheVisitorsThanAnUnprimedWriters(double slant, double size) {
    List<FairCopy.Step> written = visitors(slant, size);
    double[] nearer = new double[3];
    double[] farther = new double[3];
    for (int run = 0; run < RUNS; run++) {
      Writing visited = new Writing(run);
      visited.write(written);
      Manner visitor = Manner.of(visited.strokes);
      Stroke last = visited.writer.stroke();
      final float x = last.x();
      final float y = last.y();
      visited.strokes.clear();
      visited.goOn();
      assertEquals(x, visited.strokes.getFirst()[0] - visited.strokes.getFirst()[2], 1e-3);
      assertEquals(y, visited.strokes.getFirst()[1] - visited.strokes.getFirst()[3], 1e-3);
      Writing alone = new Writing(run);
      alone.goOn();
      add(nearer, visitor, Manner.of(visited.strokes));
      add(farther, visitor, Manner.of(alone.strokes));
    }
    for (int i = 0; i < nearer.length; i++) {
      assertTrue(nearer[i] < farther[i], i + ": " + text(nearer) + ", " + text(farther));
    }
  }

  private static void add(double[] sums, Manner visitor, Manner other) {
    sums[0] += Math.abs(other.length - visitor.length) / RUNS;
    sums[1] += Math.abs(other.slant - visitor.slant) / RUNS;
    sums[2] += Math.abs(other.height - visitor.height) / RUNS;
  }

  private static String text(double[] numbers) {
    return DoubleStream.of(numbers)
        .mapToObj("%.3f"::formatted)
        .collect(Collectors.joining(" ", "[", "]"));
  }

  /** "hello" twice, in steps of the model's length, as the visitors' page sends them. */
  private static List<FairCopy.Step> visitors(double slant, double size) {
    List<List<FairCopy.Point>> strokes = new ArrayList<>();
    for (int word = 0; word < 2; word++) {
      for (double[] letter : LETTERS) {
        List<FairCopy.Point> points = new ArrayList<>();
        for (int i = 0; i < letter.length; i += 2) {
          double x = letter[i] + slant * letter[i + 1] + 4.2 * word;
          points.add(new FairCopy.Point(size * x, -size * letter[i + 1]));
        }
        strokes.add(points);
      }
    }
    return FairCopy.of(strokes, 1);
  }

  private final class Writing implements WriterListener {
    private final Ensemble ensemble;
    private final Writer writer;
    private final List<float[]> strokes = new ArrayList<>(); // x, y, dx, dy, ink

    Writing(int seed) {
      Writer.Setup setup = new Writer.Setup("cursive", PAGE, START, SCALE, 0.65f);
      ensemble =
          Ensemble.form(
                  List.of(new Part(weights, setup, Sources.seeded(seed))), Twin.preferred()::lstm)
              .getFirst();
      writer = ensemble.members().getFirst();
    }

    void write(List<FairCopy.Step> steps) {
      for (FairCopy.Step step : steps) {
        assertTrue(writer.dictation().reserve());
        writer
            .dictation()
            .put((float) (SCALE * step.dx()), (float) (SCALE * step.dy()), step.lifts(), 0);
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
