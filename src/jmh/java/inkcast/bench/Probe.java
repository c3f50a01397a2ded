package inkcast.bench;

import inkcast.model.Batch;
import inkcast.model.Lstm;
import inkcast.model.Twin;
import inkcast.model.Weights;
import java.io.IOException;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Sees that a contender computes the same network as plain Java, before it is measured. */
final class Probe {
  /** Steps from the zero state: enough that a wrong recurrent weight shows. */
  static final int STEPS = 20;

  private static final float TOLERANCE = 1e-3f;

  private Probe() {}

  /** Those that can be fed given offsets. */
  interface Probed {
    /**
     * The raw outputs after some offsets from the zero state.
     *
     * @param offsets (steps, 3): dx, dy, pen
     */
    float[] outputs(float[] offsets) throws IOException;
  }

  /** The same offsets for everyone. */
  static float[] offsets() {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    float[] offsets = new float[STEPS * Weights.INPUTS];
    for (int i = 0; i < offsets.length; i++) {
      boolean pen = i % Weights.INPUTS == 2;
      offsets[i] = pen ? (i % 5 == 0 ? 1 : 0) : (float) random.nextGaussian();
    }
    return offsets;
  }

  /** What the reference computes for them. */
  static float[] reference(Weights weights, float[] offsets) {
    Batch batch = new Batch(weights, 1);
    Lstm lstm = Twin.SCALAR.lstm(weights);
    for (int i = 0; i < offsets.length; i += Weights.INPUTS) {
      batch.input(0, offsets[i], offsets[i + 1], offsets[i + 2]);
      lstm.update(batch, new int[] {0}, 1);
    }
    float[] outputs = new float[weights.outputs()];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = batch.output(0, i);
    }
    return outputs;
  }

  /**
   * Compares a contender with the reference.
   *
   * @throws IOException when it computes something else: its speed would mean nothing
   */
  static void check(String name, Probed contender, float[] offsets, float[] expected)
      throws IOException {
    float[] found = contender.outputs(offsets);
    for (int i = 0; i < expected.length; i++) {
      // Not "greater than": NaN must not pass.
      if (!(Math.abs(found[i] - expected[i]) <= TOLERANCE)) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "%s: output %d is %g, plain Java has %g",
                name,
                i,
                found[i],
                expected[i]));
      }
    }
  }
}
