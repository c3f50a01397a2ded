package inkcast.model;

import java.util.random.RandomGenerator;

/** Small untrained networks for tests: they write scribbles, but by the real arithmetic. */
public final class RandomWeights {
  private RandomWeights() {}

  /** Weights whose strokes are about a model unit long. */
  public static Weights of(int units, int mixtures, long seed) {
    RandomGenerator random = Sources.seeded(seed);
    int outputs = Weights.outputs(mixtures);
    return new Weights(
        units,
        mixtures,
        1,
        values(random, Weights.INPUTS * Weights.GATES * units, 0.5),
        values(random, units * Weights.GATES * units, 1 / Math.sqrt(units)),
        values(random, Weights.GATES * units, 0.1),
        values(random, units * outputs, 1 / Math.sqrt(units)),
        values(random, outputs, 0.3));
  }

  private static float[] values(RandomGenerator random, int count, double deviation) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (random.nextGaussian() * deviation);
    }
    return values;
  }
}
