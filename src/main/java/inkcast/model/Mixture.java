package inkcast.model;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The distribution of a stream's next offset: a mixture of two-dimensional Gaussians and the
 * probability that the pen lifts (Graves 2013, equations 17 to 25). Belongs to one thread; read
 * anew for each step, without allocating.
 */
public final class Mixture {
  /** Log sigmas are clamped to this, so that no sigma is zero or infinite. */
  public static final double MAX_LOG_SIGMA = 20;

  // Beyond this tanh is 1 to seven digits, and 1 - rho^2 would soon be rounded to zero.
  private static final double MAX_ATANH_RHO = 8;
  private static final double LOG_2_PI = Math.log(2 * Math.PI);

  private final int mixtures;
  private final @Nullable Reach reach;
  private final float[] raw; // (outputs,), as the network gave them
  private final double[] logit; // (mixtures,), before the softmax, the largest is 0
  private final double[] pi; // (mixtures,), sums to 1
  private final double[] muX; // (mixtures,), model units
  private final double[] muY; // (mixtures,), model units
  private final double[] sigmaX; // (mixtures,), model units
  private final double[] sigmaY; // (mixtures,), model units
  private final double[] rho; // (mixtures,), -1..1
  private final double[] tempered; // (mixtures,), pi^(1/temperature), normalised only by temper
  private boolean complete; // whether pi, sigma and rho are up to date
  private double penUp; // e, 0..1
  private double penLogit;

  /** Makes room for the parameters of one stream at a time, whose steps are not bounded. */
  public Mixture(int mixtures) {
    this(mixtures, null);
  }

  /** Makes room for the parameters of one stream of a hand at a time. */
  public Mixture(Weights weights) {
    this(weights.mixtures(), weights.reach());
  }

  private Mixture(int mixtures, @Nullable Reach reach) {
    this.mixtures = mixtures;
    this.reach = reach;
    raw = new float[Weights.outputs(mixtures)];
    logit = new double[mixtures];
    pi = new double[mixtures];
    muX = new double[mixtures];
    muY = new double[mixtures];
    sigmaX = new double[mixtures];
    sigmaY = new double[mixtures];
    rho = new double[mixtures];
    tempered = new double[mixtures];
  }

  /** Takes over the raw outputs of one stream of a batch with as many mixtures. */
  public void read(Batch batch, int row) {
    read(batch.output, row * batch.outputStride);
  }

  /**
   * Takes over one row of raw outputs.
   *
   * @param outputs pen | pi | mu x | mu y | log sigma x | log sigma y | atanh rho
   * @param from index of the pen
   */
  public void read(float[] outputs, int from) {
    System.arraycopy(outputs, from, raw, 0, raw.length);
    complete = false;
    penLogit = raw[0];
    penUp = ScalarLstm.sigmoid(penLogit);
    double max = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < mixtures; k++) {
      max = Math.max(max, raw[1 + k]);
    }
    for (int k = 0; k < mixtures; k++) {
      logit[k] = raw[1 + k] - max;
      muX[k] = raw[1 + mixtures + k];
      muY[k] = raw[1 + 2 * mixtures + k];
    }
  }

  /** What sampling needs of one component only, and exponentials take long for. */
  private void complete() {
    if (complete) {
      return;
    }
    complete = true;
    double sum = 0;
    for (int k = 0; k < mixtures; k++) {
      pi[k] = Math.exp(logit[k]);
      sum += pi[k];
      spread(k);
    }
    for (int k = 0; k < mixtures; k++) {
      pi[k] /= sum;
    }
  }

  /** Deviations and correlation of component k. */
  private void spread(int k) {
    sigmaX[k] = sigma(raw[1 + 3 * mixtures + k]);
    sigmaY[k] = sigma(raw[1 + 4 * mixtures + k]);
    rho[k] = Math.tanh(clamp(raw[1 + 5 * mixtures + k], MAX_ATANH_RHO));
  }

  /**
   * Draws the next offset at a temperature: pi to the power 1/t, renormalised, and sigma times t.
   * The pen is drawn from its own probability, never tempered. At 0 the offset is the mean of the
   * most probable component, the lowest index on a tie: the limit as the temperature falls. Offsets
   * beyond the hand's {@link Reach} are cut to it, and all are clamped like inputs.
   *
   * @param temperature finite, at least 0
   * @param random the stream's own source
   * @param into overwritten
   */
  public void sample(double temperature, RandomGenerator random, Offset into) {
    int k = temperature == 0 ? mostProbable() : component(temperature, random);
    double x = muX[k];
    double y = muY[k];
    if (temperature != 0) {
      spread(k);
      double z1 = random.nextGaussian();
      double z2 = random.nextGaussian();
      x += temperature * sigmaX[k] * z1;
      y += temperature * sigmaY[k] * (rho[k] * z1 + Math.sqrt(1 - rho[k] * rho[k]) * z2);
    }
    if (reach != null) {
      double limit = reach.at(temperature);
      double square = x * x + y * y;
      if (square > limit * limit) {
        double shorter = limit / Math.sqrt(square);
        x *= shorter;
        y *= shorter;
      }
    }
    into.dx = (float) clamp(x, Batch.MAX_INPUT);
    into.dy = (float) clamp(y, Batch.MAX_INPUT);
    into.pen = random.nextDouble() < penUp ? 1 : 0;
  }

  /**
   * Natural logarithm of the density of an offset, times the probability of its pen bit.
   *
   * @param dx model units
   * @param dy model units
   * @param pen 0 or 1
   * @return nats; finite for finite offsets
   */
  public double logLikelihood(double dx, double dy, double pen) {
    complete();
    double max = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < mixtures; k++) {
      tempered[k] = Math.log(pi[k]) + logDensity(k, dx, dy);
      max = Math.max(max, tempered[k]);
    }
    double sum = 0;
    for (int k = 0; k < mixtures; k++) {
      sum += Math.exp(tempered[k] - max);
    }
    return max + Math.log(sum) + logSigmoid(pen != 0 ? penLogit : -penLogit);
  }

  /** Number of components. */
  public int mixtures() {
    return mixtures;
  }

  /** Probability that the pen lifts after the offset. */
  public double penUp() {
    return penUp;
  }

  /** Weight of component k. */
  public double pi(int k) {
    complete();
    return pi[k];
  }

  /**
   * Makes {@link #tempered} what components weigh at a temperature, as they are drawn: pi to the
   * power 1/t, renormalised. At 0 the most probable has all of it. Sampling undoes that.
   */
  public void temper(double temperature) {
    if (temperature == 0) {
      Arrays.fill(tempered, 0);
      tempered[mostProbable()] = 1;
      return;
    }
    double sum = raise(temperature);
    for (int k = 0; k < mixtures; k++) {
      tempered[k] /= sum;
    }
  }

  /** Weight of component k, see {@link #temper}. */
  public double tempered(int k) {
    return tempered[k];
  }

  /** Mean of component k to the right, model units. */
  public double muX(int k) {
    return muX[k];
  }

  /** Mean of component k downwards, model units. */
  public double muY(int k) {
    return muY[k];
  }

  /** Standard deviation of component k to the right, model units. */
  public double sigmaX(int k) {
    complete();
    return sigmaX[k];
  }

  /** Standard deviation of component k downwards, model units. */
  public double sigmaY(int k) {
    complete();
    return sigmaY[k];
  }

  /** Correlation of component k. */
  public double rho(int k) {
    complete();
    return rho[k];
  }

  private int mostProbable() {
    int best = 0;
    for (int k = 1; k < mixtures; k++) {
      if (logit[k] > logit[best]) {
        best = k;
      }
    }
    return best;
  }

  /** Fills tempered, not normalised; returns its sum. */
  private double raise(double temperature) {
    double sum = 0;
    for (int k = 0; k < mixtures; k++) {
      tempered[k] = Math.exp(logit[k] / temperature);
      sum += tempered[k];
    }
    return sum;
  }

  private int component(double temperature, RandomGenerator random) {
    double left = random.nextDouble() * raise(temperature);
    int chosen = mostProbable(); // kept when rounding leaves more than all components took away
    for (int k = 0; k < mixtures; k++) {
      left -= tempered[k];
      if (left < 0) {
        chosen = k;
        break;
      }
    }
    return chosen;
  }

  private double logDensity(int k, double dx, double dy) {
    double x = (dx - muX[k]) / sigmaX[k];
    double y = (dy - muY[k]) / sigmaY[k];
    double free = 1 - rho[k] * rho[k];
    double z = x * x + y * y - 2 * rho[k] * x * y;
    return -z / (2 * free)
        - LOG_2_PI
        - Math.log(sigmaX[k])
        - Math.log(sigmaY[k])
        - Math.log(free) / 2;
  }

  private static double sigma(double logSigma) {
    return Math.exp(clamp(logSigma, MAX_LOG_SIGMA));
  }

  private static double clamp(double value, double limit) {
    return Math.clamp(value, -limit, limit);
  }

  /** log(sigmoid(x)) without underflow. */
  private static double logSigmoid(double x) {
    return Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
  }
}
