package inkcast.model;

import org.jspecify.annotations.Nullable;

/**
 * The trained numbers of one network, shared by every stream that writes in this hand. Matrices are
 * row-major, one row an input, so that a row is added to the outputs for each input value. Never
 * changed after construction, although Java cannot say so of arrays.
 *
 * @param units size of the hidden and of the cell state
 * @param mixtures number of two-dimensional Gaussians
 * @param forgetBias added to the forget gate before its sigmoid
 * @param inputKernel (3, 4 units): rows dx, dy, pen; columns are the gates i, g, f, o, units each
 * @param recurrentKernel (units, 4 units): columns as in inputKernel
 * @param bias (4 units,)
 * @param outputKernel (units, outputs): columns pen | pi | mu x | mu y | log sigma x | log sigma y
 *     | atanh rho; one pen, mixtures of each other
 * @param outputBias (outputs,)
 * @param quantised the two large kernels in int8, if that is what they are; null for float32
 * @param reach bounds of its steps; null for none
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity on purpose: a hand is loaded once
public record Weights(
    int units,
    int mixtures,
    float forgetBias,
    float[] inputKernel,
    float[] recurrentKernel,
    float[] bias,
    float[] outputKernel,
    float[] outputBias,
    @Nullable Quantised quantised,
    @Nullable Reach reach) {

  /** Values of one input: dx, dy, pen. */
  public static final int INPUTS = 3;

  /** Gates of one unit: input i, candidate g, forget f, output o. */
  public static final int GATES = 4;

  /**
   * Checks that every array has the size that units and mixtures ask for.
   *
   * @throws IllegalArgumentException naming the array, its expected and its found length
   */
  public Weights {
    if (units < 1 || mixtures < 1) {
      throw new IllegalArgumentException(
          "units and mixtures must be at least 1, found " + units + " and " + mixtures);
    }
    int outputs = outputs(mixtures);
    check("inputKernel", inputKernel, INPUTS * GATES * units);
    check("recurrentKernel", recurrentKernel, units * GATES * units);
    check("bias", bias, GATES * units);
    check("outputKernel", outputKernel, units * outputs);
    check("outputBias", outputBias, outputs);
  }

  /** Weights in float32. */
  public Weights(
      int units,
      int mixtures,
      float forgetBias,
      float[] inputKernel,
      float[] recurrentKernel,
      float[] bias,
      float[] outputKernel,
      float[] outputBias) {
    this(
        units,
        mixtures,
        forgetBias,
        inputKernel,
        recurrentKernel,
        bias,
        outputKernel,
        outputBias,
        null,
        null);
  }

  /** The same network, whose steps are bounded. */
  public Weights within(Reach bounds) {
    return new Weights(
        units,
        mixtures,
        forgetBias,
        inputKernel,
        recurrentKernel,
        bias,
        outputKernel,
        outputBias,
        quantised,
        bounds);
  }

  /**
   * The same network in three quarters less, for a few thousandths of a nat a stroke: the two large
   * kernels rounded to int8, unless that is what they were read from.
   */
  public Weights rounded() {
    return quantised != null
        ? this
        : quantised(
            new Quantised(
                Int8Matrix.of(recurrentKernel, GATES * units),
                Int8Matrix.of(outputKernel, outputs())));
  }

  /** Weights whose two large kernels are those of {@code quantised}. */
  private Weights quantised(Quantised quantised) {
    return new Weights(
        units,
        mixtures,
        forgetBias,
        inputKernel,
        quantised.recurrent().values(),
        bias,
        quantised.output().values(),
        outputBias,
        quantised,
        reach);
  }

  /** Length of one row of raw outputs. */
  public int outputs() {
    return outputs(mixtures);
  }

  /** Length of one row of raw outputs for this many mixtures: the pen, and six values for each. */
  public static int outputs(int mixtures) {
    return 1 + 6 * mixtures;
  }

  /** Floating-point operations of one stream's step: two for each weight of the three matrices. */
  public double flops() {
    double inputs = INPUTS + units;
    return 2 * (inputs * GATES * units + (double) units * outputs());
  }

  private static void check(String name, float[] array, int expected) {
    if (array.length != expected) {
      throw new IllegalArgumentException(
          name + ": expected " + expected + " values, found " + array.length);
    }
  }
}
