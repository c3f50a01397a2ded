package inkcast.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * 200,000 samples at each of three temperatures against the analytic values of the tempered
 * mixture: frequency, mean and covariance of each component, of the whole, and of the pen.
 *
 * <p>Bounds: 36 comparisons at each temperature, 108 in all. For a false alarm in one of 10,000
 * seeds each is held two-sided to 1e-4 / 108 (Bonferroni), which is z = 4.91 standard errors of a
 * normal estimate. Components lie 40 deviations apart, so that each sample tells its own.
 */
class MixtureSamplingTest {
  private static final int SAMPLES = 200_000;
  private static final double Z = 4.91;
  private static final int COMPONENTS = 5;
  private static final double PEN_LOGIT = -1.3;
  private static final double[] PI = {0.35, 0.08, 0.25, 0.2, 0.12};
  private static final double[] MU_X = {0, 60, -60, 80, -70};
  private static final double[] MU_Y = {0, 70, 50, -60, -80};
  private static final double[] SIGMA_X = {0.5, 1.2, 0.8, 0.3, 1};
  private static final double[] SIGMA_Y = {1, 0.4, 0.8, 0.9, 0.2};
  private static final double[] RHO = {0, 0.9, -0.6, 0.3, -0.95};

  /** Sums of a set of offsets; the estimates' standard errors come from the analytic values. */
  private static final class Moments {
    long n;
    double x;
    double y;
    double xx;
    double yy;
    double xy;
    double xxxx;
    double yyyy;
    double xxyy;

    void add(double dx, double dy) {
      n++;
      x += dx;
      y += dy;
      xx += dx * dx;
      yy += dy * dy;
      xy += dx * dy;
      xxxx += dx * dx * dx * dx;
      yyyy += dy * dy * dy * dy;
      xxyy += dx * dx * dy * dy;
    }

    /** Checks moments of offsets that were centred on their analytic mean. */
    void check(String what, double varianceX, double varianceY, double covariance) {
      compare(what + " mean x", 0, x / n, varianceX);
      compare(what + " mean y", 0, y / n, varianceY);
      compare(what + " variance x", varianceX, xx / n, xxxx / n - varianceX * varianceX);
      compare(what + " variance y", varianceY, yy / n, yyyy / n - varianceY * varianceY);
      compare(what + " covariance", covariance, xy / n, xxyy / n - covariance * covariance);
    }

    private void compare(String what, double expected, double found, double variance) {
      assertEquals(expected, found, Z * Math.sqrt(variance / n), what);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.4, 1, 1.5})
  void shouldSampleTheTemperedMixture(double temperature) {
    Mixture mixture = mixture();
    RandomGenerator random = Sources.seeded(Double.hashCode(temperature));
    double[] weight = temperedWeights(temperature);
    double meanX = dot(weight, MU_X);
    double meanY = dot(weight, MU_Y);

    Moments all = new Moments();
    Moments[] each = new Moments[COMPONENTS];
    for (int k = 0; k < COMPONENTS; k++) {
      each[k] = new Moments();
    }
    long pens = 0;
    Offset offset = new Offset();
    for (int i = 0; i < SAMPLES; i++) {
      mixture.sample(temperature, random, offset);
      int k = nearest(offset);
      each[k].add(offset.dx - MU_X[k], offset.dy - MU_Y[k]);
      all.add(offset.dx - meanX, offset.dy - meanY);
      pens += (long) offset.pen;
    }

    double varianceX = 0;
    double varianceY = 0;
    double covariance = 0;
    for (int k = 0; k < COMPONENTS; k++) {
      double xx = square(temperature * SIGMA_X[k]);
      double yy = square(temperature * SIGMA_Y[k]);
      double xy = square(temperature) * RHO[k] * SIGMA_X[k] * SIGMA_Y[k];
      assertFrequency("component " + k, weight[k], each[k].n);
      each[k].check("component " + k, xx, yy, xy);
      varianceX += weight[k] * (xx + square(MU_X[k] - meanX));
      varianceY += weight[k] * (yy + square(MU_Y[k] - meanY));
      covariance += weight[k] * (xy + (MU_X[k] - meanX) * (MU_Y[k] - meanY));
    }
    all.check("mixture", varianceX, varianceY, covariance);
    assertFrequency("pen", ScalarLstm.sigmoid((float) PEN_LOGIT), pens);
  }

  private static void assertFrequency(String what, double expected, long count) {
    double bound = Z * Math.sqrt(expected * (1 - expected) / SAMPLES);
    assertEquals(expected, count / (double) SAMPLES, bound, what);
  }

  private static double[] temperedWeights(double temperature) {
    double[] weight = new double[COMPONENTS];
    double sum = 0;
    for (int k = 0; k < COMPONENTS; k++) {
      weight[k] = Math.pow(PI[k], 1 / temperature);
      sum += weight[k];
    }
    for (int k = 0; k < COMPONENTS; k++) {
      weight[k] /= sum;
    }
    return weight;
  }

  private static int nearest(Offset offset) {
    int nearest = 0;
    for (int k = 1; k < COMPONENTS; k++) {
      if (distance(offset, k) < distance(offset, nearest)) {
        nearest = k;
      }
    }
    return nearest;
  }

  private static double distance(Offset offset, int k) {
    return Math.hypot(offset.dx - MU_X[k], offset.dy - MU_Y[k]);
  }

  private static Mixture mixture() {
    float[] raw = new float[Weights.outputs(COMPONENTS)];
    raw[0] = (float) PEN_LOGIT;
    for (int k = 0; k < COMPONENTS; k++) {
      raw[1 + k] = (float) Math.log(PI[k]) + 3;
      raw[1 + COMPONENTS + k] = (float) MU_X[k];
      raw[1 + 2 * COMPONENTS + k] = (float) MU_Y[k];
      raw[1 + 3 * COMPONENTS + k] = (float) Math.log(SIGMA_X[k]);
      raw[1 + 4 * COMPONENTS + k] = (float) Math.log(SIGMA_Y[k]);
      raw[1 + 5 * COMPONENTS + k] = (float) (Math.log((1 + RHO[k]) / (1 - RHO[k])) / 2);
    }
    Mixture mixture = new Mixture(COMPONENTS);
    mixture.read(raw, 0);
    return mixture;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  private static double square(double x) {
    return x * x;
  }
}
