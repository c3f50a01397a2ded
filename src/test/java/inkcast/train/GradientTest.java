package inkcast.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.model.Mixture;
import inkcast.model.Sources;
import inkcast.model.Weights;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The way back against finite differences of an independent loss in double precision. */
class GradientTest {
  private static final int UNITS = 5;
  private static final int MIXTURES = 3;
  private static final int ROWS = 3;
  private static final int STEPS = 7;
  private static final double STEP = 1e-5;

  private final RandomGenerator random = Sources.seeded(20261124);
  private final Parameters parameters = new Parameters(UNITS, MIXTURES, 1);
  private final double[][] strokes = new double[ROWS][STEPS * Weights.INPUTS];
  private final double[][] hidden = new double[ROWS][UNITS];
  private final double[][] cell = new double[ROWS][UNITS];
  private final double[][] weights = new double[ROWS][STEPS];
  private final float[][] targets = new float[ROWS][STEPS * Target.size(MIXTURES)];
  private final float[] gradient = new float[parameters.values.length];
  private double loss;

  /** A group of parameters: rows and columns of one of the two matrices. */
  enum Group {
    INPUT_KERNEL(0, Weights.INPUTS, false),
    BIAS(Weights.INPUTS, 1, false),
    RECURRENT_KERNEL(Parameters.INPUT_ROWS, UNITS, false),
    OUTPUT_BIAS(0, 1, true),
    OUTPUT_KERNEL(1, UNITS, true);

    final int firstRow;
    final int rows;
    final boolean output;

    Group(int firstRow, int rows, boolean output) {
      this.firstRow = firstRow;
      this.rows = rows;
      this.output = output;
    }
  }

  @BeforeEach
  void readAChunk() {
    randomize(parameters);
    Network network = new Network(parameters, ROWS, STEPS);
    MatchedDivergence divergence = new MatchedDivergence(MIXTURES, ROWS);
    Mixture mixture = new Mixture(MIXTURES);
    float[] raw = new float[Weights.outputs(MIXTURES)];
    for (int row = 0; row < ROWS; row++) {
      RandomGenerator same = Sources.seeded(row);
      network.randomize(row, Sources.seeded(row));
      for (int u = 0; u < UNITS; u++) {
        hidden[row][u] = (float) (same.nextGaussian() * 0.5);
        cell[row][u] = (float) (same.nextGaussian() * 0.5);
      }
      for (int t = 0; t < STEPS; t++) {
        float dx = (float) random.nextGaussian();
        float dy = (float) random.nextGaussian();
        float pen = random.nextInt(2);
        network.input(t, row, dx, dy, pen);
        strokes[row][t * 3] = dx;
        strokes[row][t * 3 + 1] = dy;
        strokes[row][t * 3 + 2] = pen;
        weights[row][t] = random.nextFloat();
        for (int j = 0; j < raw.length; j++) {
          raw[j] = (float) random.nextGaussian() / 2;
        }
        mixture.read(raw, 0);
        Target.write(mixture, targets[row], t * Target.size(MIXTURES));
      }
    }
    network.forward();
    for (int t = 0; t < STEPS; t++) {
      for (int row = 0; row < ROWS; row++) {
        divergence.target(row, targets[row], t * Target.size(MIXTURES), (float) weights[row][t]);
      }
      loss +=
          divergence.replaceByGradient(
              network.outputs, network.output(t, 0), parameters.outputWidth);
    }
    network.backward(gradient);
  }

  @ParameterizedTest
  @EnumSource
  void shouldMatchFiniteDifferences(Group group) {
    double[] values = values();
    int outputs = Weights.outputs(MIXTURES);
    int checked = 0;
    for (int row = group.firstRow; row < group.firstRow + group.rows; row++) {
      int from =
          group.output
              ? parameters.outputFrom + row * parameters.outputWidth
              : row * parameters.gateWidth();
      for (int column = 0; column < (group.output ? outputs : parameters.gateWidth()); column++) {
        int at = from + column;
        if (!group.output && column % parameters.width >= UNITS) {
          assertEquals(0, gradient[at], "the padding has no gradient");
          continue;
        }
        double value = values[at];
        values[at] = value + STEP;
        double above = referenceLoss(values);
        values[at] = value - STEP;
        double below = referenceLoss(values);
        values[at] = value;
        double expected = (above - below) / (2 * STEP);
        assertEquals(
            expected, gradient[at], 2e-5 * Math.max(1, Math.abs(expected)), group + " at " + at);
        checked++;
      }
    }
    assertTrue(checked >= group.rows * Math.min(outputs, 4 * UNITS));
  }

  @Test
  void shouldGiveTheLossOfTheFormulas() {
    double expected = referenceLoss(values());
    assertEquals(expected, loss, 1e-5 * expected);
  }

  private double referenceLoss(double[] values) {
    ReferenceNetwork reference = new ReferenceNetwork(parameters, values);
    double sum = 0;
    for (int row = 0; row < ROWS; row++) {
      sum += reference.loss(hidden[row], cell[row], strokes[row], targets[row], weights[row]);
    }
    return sum;
  }

  private double[] values() {
    double[] values = new double[parameters.values.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = parameters.values[i];
    }
    return values;
  }

  /** Kernels and biases all random, so that no term can hide behind a zero. */
  private void randomize(Parameters p) {
    p.randomize(random);
    for (int gate = 0; gate < Weights.GATES; gate++) {
      for (int u = 0; u < UNITS; u++) {
        p.values[Weights.INPUTS * p.gateWidth() + gate * p.width + u] =
            (float) random.nextGaussian() / 2;
      }
    }
    for (int j = 0; j < Weights.outputs(MIXTURES); j++) {
      p.values[p.outputFrom + j] = (float) random.nextGaussian() / 2;
    }
  }
}
