package inkcast.model;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Small untrained networks for tests: they write scribbles, but by the real arithmetic. */
public final class RandomWeights {
  private RandomWeights() {}

  /** Weights whose strokes are about a model unit long. */
  public static Weights of(int units, int mixtures, long seed) {
    RandomGenerator random = source(seed);
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

  /** The same kind of weights, stored as int8 with a scale a column. */
  public static Weights quantised(int units, int mixtures, long seed) {
    Weights w = of(units, mixtures, seed);
    int outputs = w.outputs();
    Quantised q =
        new Quantised(
            new byte[w.recurrentKernel().length],
            new float[Weights.GATES * units],
            new byte[w.outputKernel().length],
            new float[outputs]);
    quantise(w.recurrentKernel(), q.recurrentLevels(), q.recurrentScale());
    quantise(w.outputKernel(), q.outputLevels(), q.outputScale());
    return new Weights(
        units,
        mixtures,
        w.forgetBias(),
        w.inputKernel(),
        w.recurrentKernel(),
        w.bias(),
        w.outputKernel(),
        w.outputBias(),
        q);
  }

  /** Rounds the values to the levels they are stored in. */
  private static void quantise(float[] values, byte[] levels, float[] scale) {
    for (int i = 0; i < values.length; i++) {
      int column = i % scale.length;
      scale[column] = Math.max(scale[column], Math.abs(values[i]) / Byte.MAX_VALUE);
    }
    for (int i = 0; i < values.length; i++) {
      int column = i % scale.length;
      levels[i] = (byte) Math.round(values[i] / scale[column]);
      values[i] = levels[i] * scale[column];
    }
  }

  /** A seeded random source of the kind the daemon uses. */
  public static RandomGenerator source(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private static float[] values(RandomGenerator random, int count, double deviation) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (random.nextGaussian() * deviation);
    }
    return values;
  }
}
