package inkcast.bench;

import inkcast.model.Quantised;
import inkcast.model.Weights;
import java.util.Arrays;

/**
 * The published model as a hand that is stored in int8, which its bytes allow without a loss: they
 * mean -127..127 times one scale a matrix.
 */
final class Int8 {
  private static final float RECURRENT_SCALE = 0.8f / Byte.MAX_VALUE;
  private static final float OUTPUT_SCALE = 1.5f / Byte.MAX_VALUE;

  private Int8() {}

  /**
   * The same weights, with the levels that they were read from.
   *
   * @throws IllegalArgumentException for weights that are not such levels
   */
  static Weights of(Weights w) {
    return new Weights(
        w.units(),
        w.mixtures(),
        w.forgetBias(),
        w.inputKernel(),
        w.recurrentKernel(),
        w.bias(),
        w.outputKernel(),
        w.outputBias(),
        new Quantised(
            levels(w.recurrentKernel(), RECURRENT_SCALE),
            scales(Weights.GATES * w.units(), RECURRENT_SCALE),
            levels(w.outputKernel(), OUTPUT_SCALE),
            scales(w.outputs(), OUTPUT_SCALE)));
  }

  private static byte[] levels(float[] values, float scale) {
    byte[] levels = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      levels[i] = (byte) Math.round(values[i] / scale);
      if (Math.abs(levels[i] * scale - values[i]) > Math.ulp(values[i])) {
        throw new IllegalArgumentException(values[i] + " is no level times " + scale);
      }
    }
    return levels;
  }

  private static float[] scales(int columns, float scale) {
    float[] scales = new float[columns];
    Arrays.fill(scales, scale);
    return scales;
  }
}
