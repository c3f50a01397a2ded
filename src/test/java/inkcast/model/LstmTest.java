package inkcast.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LstmTest {
  private static final int[] FIRST = {0};
  private static final String GOLDEN =
      "-0.2945 1.0532 1; -0.6339 -0.8601 0; -1.2871 -1.3162 0; 0.4771 0.4413 0;"
          + " 0.2718 0.3492 1; 0.2803 0.9643 0; -0.2395 -0.7572 0; 0.2137 0.5360 0;"
          + " 0.0807 0.7600 1; -0.0164 -1.3091 1; -0.1184 0.9390 1; -0.5165 -0.3467 1;";

  @Test
  void shouldComputeOneUnitAsTheFormulasSay() {
    float[] input = {0.1f, 0.2f, 0.3f, 0.4f, -0.5f, 0.6f, -0.7f, 0.8f, 0.9f, -1f, 1.1f, -1.2f};
    float[] recurrent = {0.5f, -0.25f, 0.75f, 1};
    float[] bias = {0.01f, 0.02f, 0.03f, 0.04f};
    Weights w =
        new Weights(
            1, 1, 1, input, recurrent, bias, new float[] {1, 2, 3, 4, 5, 6, 7}, new float[7]);
    Batch batch = new Batch(w, 1);
    batch.input(0, 2, 3, 1);
    new ScalarLstm().update(batch, FIRST, 1);
    double i = sigmoid(0.1 * 2 - 0.5 * 3 + 0.9 + 0.01);
    double g = Math.tanh(0.2 * 2 + 0.6 * 3 - 1 + 0.02);
    double f = sigmoid(0.3 * 2 - 0.7 * 3 + 1.1 + 0.03 + 1);
    double o = sigmoid(0.4 * 2 + 0.8 * 3 - 1.2 + 0.04);
    double c = i * g;
    double h = Math.tanh(c) * o;
    assertEquals(c, batch.cell(0, 0), 1e-6);
    assertEquals(h, batch.hidden(0, 0), 1e-6);
    assertEquals(7 * h, batch.output(0, 6), 1e-5);

    batch.input(0, 0, 0, 0);
    new ScalarLstm().update(batch, FIRST, 1);
    double forget = sigmoid(0.75 * h + 0.03 + 1);
    double next = c * forget + sigmoid(0.5 * h + 0.01) * Math.tanh(-0.25 * h + 0.02);
    assertEquals(next, batch.cell(0, 0), 1e-6);
    assertTrue(f > 0);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "13, 2", "64, 20", "207, 5"})
  void shouldMoveEachRowAsIfItWereAlone(int units, int mixtures) {
    Weights w = RandomWeights.of(units, mixtures, 3);
    int rows = 7;
    int[] some = {5, 0, 3};
    Batch together = new Batch(w, rows);
    Batch[] alone = new Batch[rows];
    for (int row = 0; row < rows; row++) {
      alone[row] = new Batch(w, 1);
      together.randomize(row, Sources.seeded(row));
      alone[row].randomize(0, Sources.seeded(row));
      together.input(row, row, -row, row % 2);
      alone[row].input(0, row, -row, row % 2);
    }
    new ScalarLstm().update(together, some, some.length);
    for (int row : some) {
      new ScalarLstm().update(alone[row], FIRST, 1);
    }
    for (int row = 0; row < rows; row++) {
      for (int u = 0; u < units; u++) {
        assertEquals(alone[row].hidden(0, u), together.hidden(row, u));
        assertEquals(alone[row].cell(0, u), together.cell(row, u));
      }
      for (int j = 0; j < w.outputs(); j++) {
        assertEquals(alone[row].output(0, j), together.output(row, j));
      }
    }
  }

  @Test
  void shouldStayFiniteOnAnyInput() {
    Weights w = RandomWeights.of(32, 4, 9);
    Batch batch = new Batch(w, 1);
    RandomGenerator random = Sources.seeded(1);
    float[] extremes = {0, 1e-30f, 1e6f, -1e6f, Float.MAX_VALUE, Float.NEGATIVE_INFINITY};
    for (int t = 0; t < 2000; t++) {
      float dx = extremes[random.nextInt(extremes.length)];
      float dy = extremes[random.nextInt(extremes.length)];
      batch.input(0, dx, dy, random.nextInt(2));
      new ScalarLstm().update(batch, FIRST, 1);
      assertTrue(batch.finite(0), "step " + t);
    }
  }

  @Test
  void shouldTellAStateThatIsNotFinite() {
    Batch batch = new Batch(RandomWeights.of(8, 1, 1), 2);
    batch.input(1, Float.NaN, 0, 0);
    new ScalarLstm().update(batch, new int[] {0, 1}, 2);
    assertTrue(batch.finite(0));
    assertTrue(!batch.finite(1));
  }

  @Test
  void shouldRepeatATrajectoryFromItsSeed() {
    assertEquals(trajectory(42), trajectory(42));
    assertNotEquals(trajectory(42), trajectory(43));
  }

  @Test
  void shouldFollowTheGoldenTrajectory() {
    // Of this scalar code, written down once: a faster twin is compared step by step instead.
    assertEquals(GOLDEN, trajectory(42));
  }

  /** Offsets of a tiny network's first strokes, four decimals: the last bits are the platform's. */
  private static String trajectory(long seed) {
    Weights w = RandomWeights.of(13, 3, 11);
    Batch batch = new Batch(w, 1);
    RandomGenerator random = Sources.seeded(seed);
    batch.randomize(0, random);
    Mixture mixture = new Mixture(3);
    Offset offset = new Offset();
    StringBuilder text = new StringBuilder();
    for (int t = 0; t < 12; t++) {
      new ScalarLstm().update(batch, FIRST, 1);
      mixture.read(batch, 0);
      mixture.sample(0.65, random, offset);
      batch.input(0, offset.dx, offset.dy, offset.pen);
      text.append(
          String.format(
              java.util.Locale.ROOT, "%.4f %.4f %.0f; ", offset.dx, offset.dy, offset.pen));
    }
    return text.toString().strip();
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
