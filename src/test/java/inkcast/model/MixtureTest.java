package inkcast.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixtureTest {
  private static final int MIXTURES = 3;
  private static final float[] EXTREMES = {
    0, 1, -1, 20, -20, 1e6f, -1e6f, Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE
  };

  private final RandomGenerator random = Sources.seeded(5);
  private final Mixture mixture = new Mixture(MIXTURES);
  private final Offset offset = new Offset();

  @Test
  void shouldGiveTheMeanOfTheMostProbableAtZero() {
    mixture.read(raw(0, 2, 1), 0);
    for (int i = 0; i < 100; i++) {
      mixture.sample(0, random, offset);
      assertEquals(11, offset.dx);
      assertEquals(21, offset.dy);
    }
  }

  @Test
  void shouldTakeTheLowestIndexOnATieAtZero() {
    mixture.read(raw(-3, 5, 5), 0);
    mixture.sample(0, random, offset);
    assertEquals(11, offset.dx);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1e-12, 1e-7})
  void shouldApproachTheLimitAsTheTemperatureFalls(double temperature) {
    mixture.read(raw(0, 2, 1), 0);
    mixture.sample(temperature, random, offset);
    assertEquals(11, offset.dx, 1e-5);
    assertEquals(21, offset.dy, 1e-5);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.25, 2})
  void shouldNeverTemperThePen(double temperature) {
    float[] raw = raw(0, 0, 0);
    raw[0] = 1; // probability 0.7311
    mixture.read(raw, 0);
    int lifted = 0;
    int samples = 100_000;
    for (int i = 0; i < samples; i++) {
      mixture.sample(temperature, random, offset);
      lifted += (int) offset.pen;
    }
    // z = 4.5 standard errors of a frequency.
    double bound = 4.5 * Math.sqrt(0.7311 * 0.2689 / samples);
    assertEquals(0.7311, lifted / (double) samples, bound);
  }

  @Test
  void shouldStayFiniteOnAnyOutputsAtAnyTemperature() {
    float[] raw = new float[Weights.outputs(MIXTURES)];
    double[] temperatures = {0, 1e-300, 1e-9, 0.65, 1, 2};
    for (int i = 0; i < 50_000; i++) {
      for (int j = 0; j < raw.length; j++) {
        boolean mean = j > MIXTURES && j <= 3 * MIXTURES;
        raw[j] = mean ? (float) random.nextGaussian() : EXTREMES[random.nextInt(EXTREMES.length)];
      }
      mixture.read(raw, 0);
      double sum = 0;
      for (int k = 0; k < MIXTURES; k++) {
        assertTrue(mixture.pi(k) >= 0 && mixture.pi(k) <= 1);
        assertTrue(mixture.sigmaX(k) > 0 && Double.isFinite(mixture.sigmaX(k)));
        assertTrue(Math.abs(mixture.rho(k)) < 1);
        sum += mixture.pi(k);
      }
      assertEquals(1, sum, 1e-12);
      mixture.sample(temperatures[i % temperatures.length], random, offset);
      assertTrue(Float.isFinite(offset.dx) && Float.isFinite(offset.dy));
      assertTrue(offset.pen == 0 || offset.pen == 1);
      double likelihood = mixture.logLikelihood(random.nextGaussian() * 10, 3, i % 2);
      assertTrue(Double.isFinite(likelihood), "likelihood " + likelihood);
    }
  }

  @Test
  void shouldIntegrateToOne() {
    mixture.read(raw(0, 0.5f, -0.5f), 0);
    double sum = 0;
    double step = 0.05;
    for (double x = 0; x < 24; x += step) {
      for (double y = 10; y < 34; y += step) {
        double density =
            Math.exp(mixture.logLikelihood(x, y, 0)) + Math.exp(mixture.logLikelihood(x, y, 1));
        sum += density * step * step;
      }
    }
    assertEquals(1, sum, 1e-4);
  }

  /** Unit variances a little correlated, means (10, 20), (11, 21), (12, 22). */
  private static float[] raw(float... logits) {
    float[] raw = new float[Weights.outputs(MIXTURES)];
    for (int k = 0; k < MIXTURES; k++) {
      raw[1 + k] = logits[k];
      raw[1 + MIXTURES + k] = 10 + k;
      raw[1 + 2 * MIXTURES + k] = 20 + k;
      raw[1 + 5 * MIXTURES + k] = 0.3f * k;
    }
    return raw;
  }
}
