package inkcast.model;

import java.util.random.RandomGenerator;

/** Steps both twins from equal inputs and says how far apart they come. */
final class Parity {
  private static final int STEPS = 100;
  private static final int STEPS_OF_MANY = 25; // whose rows take the same way as those of some
  private static final int SOME = 17; // writers
  private static final int MIXTURES = 20;

  private Parity() {}

  /** For other JVMs: prints the vector's bits and the largest difference over all sizes. */
  public static void main(String[] args) {
    double worst = 0;
    for (int units : new int[] {1, 13, 207}) {
      for (int writers : new int[] {1, 3, 6, 17}) {
        worst = Math.max(worst, difference(RandomWeights.of(units, MIXTURES, 5), writers));
        worst =
            Math.max(worst, difference(RandomWeights.of(units, MIXTURES, 5).rounded(), writers));
      }
    }
    System.out.println(FloatProduct.SPECIES.vectorBitSize() + " " + worst);
  }

  static double difference(int units, int writers, boolean int8) {
    return difference(
        int8
            ? RandomWeights.of(units, MIXTURES, 5).rounded()
            : RandomWeights.of(units, MIXTURES, 5),
        writers);
  }

  /**
   * Every writer has inputs of its own, and every third is left out in some steps.
   *
   * @return the largest difference of a hidden, cell or raw output value after any step, as a share
   *     of the tolerance's max(1, |value|)
   */
  private static double difference(Weights weights, int writers) {
    Batch scalar = new Batch(weights, writers);
    Batch vector = new Batch(weights, writers);
    Lstm reference = Twin.SCALAR.lstm(weights);
    Lstm twin = Twin.VECTOR.lstm(weights);
    for (int row = 0; row < writers; row++) {
      scalar.randomize(row, Sources.seeded(row));
      vector.randomize(row, Sources.seeded(row));
    }
    RandomGenerator random = Sources.seeded(99);
    int[] rows = new int[writers];
    double worst = 0;
    for (int t = 0; t < (writers > SOME ? STEPS_OF_MANY : STEPS); t++) {
      int count = 0;
      for (int row = writers - 1; row >= 0; row--) {
        if (row % 3 == 1 && t % 4 == 0) {
          continue;
        }
        float dx = (float) random.nextGaussian();
        float dy = (float) random.nextGaussian();
        int pen = random.nextInt(2);
        scalar.input(row, dx, dy, pen);
        vector.input(row, dx, dy, pen);
        rows[count++] = row;
      }
      reference.update(scalar, rows, count);
      twin.update(vector, rows, count);
      for (int row = 0; row < writers; row++) {
        worst = Math.max(worst, difference(scalar, vector, row));
      }
    }
    return worst;
  }

  private static double difference(Batch a, Batch b, int row) {
    double worst = 0;
    for (int u = 0; u < a.weights().units(); u++) {
      worst = Math.max(worst, difference(a.hidden(row, u), b.hidden(row, u)));
      worst = Math.max(worst, difference(a.cell(row, u), b.cell(row, u)));
    }
    for (int j = 0; j < a.weights().outputs(); j++) {
      worst = Math.max(worst, difference(a.output(row, j), b.output(row, j)));
    }
    return worst;
  }

  private static double difference(float a, float b) {
    double d = Math.abs((double) a - b) / Math.max(1, Math.abs(a));
    return Double.isNaN(d) ? Double.POSITIVE_INFINITY : d;
  }
}
