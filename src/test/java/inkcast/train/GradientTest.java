package inkcast.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import inkcast.model.Mixture;
import inkcast.model.Sources;
import inkcast.model.Weights;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

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
  private final Corpus.Stream[] streams = new Corpus.Stream[ROWS];
  private final float[] gradient = new float[parameters.values.length];

  /** What can be asked of a network. */
  enum Asked {
    DIVERGENCE {
      @Override
      Loss loss() {
        return new MatchedDivergence(MIXTURES, ROWS);
      }

      @Override
      double reference(ReferenceNetwork r, double[] raw, Corpus.Stream stream, int step) {
        return r.divergence(raw, stream.targets(), step * Target.size(MIXTURES));
      }
    },
    LIKELIHOOD {
      @Override
      Loss loss() {
        return new StrokeLikelihood(MIXTURES, ROWS);
      }

      @Override
      double reference(ReferenceNetwork r, double[] raw, Corpus.Stream stream, int step) {
        float[] s = stream.strokes();
        return r.negativeLogLikelihood(raw, s[3 * step], s[3 * step + 1], s[3 * step + 2]);
      }
    };

    abstract Loss loss();

    abstract double reference(ReferenceNetwork r, double[] raw, Corpus.Stream stream, int step);
  }

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
  void inventAChunk() {
    randomize(parameters);
    Mixture mixture = new Mixture(MIXTURES);
    float[] raw = new float[Weights.outputs(MIXTURES)];
    for (int row = 0; row < ROWS; row++) {
      RandomGenerator same = Sources.seeded(row);
      for (int u = 0; u < UNITS; u++) {
        hidden[row][u] = (float) (same.nextGaussian() * 0.5);
        cell[row][u] = (float) (same.nextGaussian() * 0.5);
      }
      float[] expected = new float[STEPS * Weights.INPUTS];
      float[] targets = new float[STEPS * Target.size(MIXTURES)];
      for (int t = 0; t < STEPS; t++) {
        weights[row][t] = random.nextFloat();
        for (int j = 0; j < raw.length; j++) {
          raw[j] = (float) random.nextGaussian() / 2;
        }
        mixture.read(raw, 0);
        Target.write(mixture, targets, t * Target.size(MIXTURES));
        for (int i = 0; i < Weights.INPUTS; i++) {
          boolean pen = i == Weights.INPUTS - 1;
          expected[t * 3 + i] = pen ? random.nextInt(2) : (float) random.nextGaussian();
          strokes[row][t * 3 + i] = pen ? random.nextInt(2) : (float) random.nextGaussian();
        }
      }
      streams[row] =
          new Corpus.Stream(new Corpus.Plan(1, Corpus.Start.RANDOM, false, row), expected, targets);
    }
  }

  /** Fills the gradient; returns the loss. */
  private double learn(Asked asked) {
    Network network = new Network(new PackedParameters(parameters), ROWS, STEPS);
    for (int row = 0; row < ROWS; row++) {
      network.randomize(row, Sources.seeded(row));
      for (int t = 0; t < STEPS; t++) {
        double[] s = strokes[row];
        network.input(t, row, (float) s[3 * t], (float) s[3 * t + 1], (float) s[3 * t + 2]);
      }
    }
    network.forward();
    Loss loss = asked.loss();
    double sum = 0;
    for (int t = 0; t < STEPS; t++) {
      for (int row = 0; row < ROWS; row++) {
        loss.expect(row, streams[row], t, (float) weights[row][t]);
      }
      sum += loss.replaceByGradient(network.outputs, network.output(t, 0), parameters.outputWidth);
    }
    network.backward(gradient);
    return sum;
  }

  @ParameterizedTest
  @MethodSource
  void shouldMatchFiniteDifferences(Asked asked, Group group) {
    learn(asked);
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
        double above = referenceLoss(asked, values);
        values[at] = value - STEP;
        double below = referenceLoss(asked, values);
        values[at] = value;
        double expected = (above - below) / (2 * STEP);
        assertEquals(
            expected, gradient[at], 2e-5 * Math.max(1, Math.abs(expected)), group + " at " + at);
        checked++;
      }
    }
    assertTrue(checked >= group.rows * Math.min(outputs, 4 * UNITS));
  }

  static Stream<Arguments> shouldMatchFiniteDifferences() {
    return Arrays.stream(Asked.values())
        .flatMap(asked -> Arrays.stream(Group.values()).map(group -> arguments(asked, group)));
  }

  @ParameterizedTest
  @EnumSource
  void shouldGiveTheLossOfTheFormulas(Asked asked) {
    double loss = learn(asked);
    double expected = referenceLoss(asked, values());
    assertEquals(expected, loss, 1e-5 * expected);
  }

  private double referenceLoss(Asked asked, double[] values) {
    ReferenceNetwork reference = new ReferenceNetwork(parameters, values);
    double sum = 0;
    for (int row = 0; row < ROWS; row++) {
      Corpus.Stream stream = streams[row];
      sum +=
          reference.loss(
              hidden[row],
              cell[row],
              strokes[row],
              (raw, step) -> asked.reference(reference, raw, stream, step),
              weights[row]);
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
