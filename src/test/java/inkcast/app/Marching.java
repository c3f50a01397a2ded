package inkcast.app;

import inkcast.model.RandomWeights;
import inkcast.model.Weights;
import java.util.Arrays;

/** Weights whose strokes go to the right whatever came before: about a model unit each. */
final class Marching {
  static final Weights WEIGHTS = make();

  private Marching() {}

  private static Weights make() {
    float[] bias = new float[Weights.outputs(3)];
    bias[0] = -3; // the pen lifts now and then
    Arrays.fill(bias, 4, 7, 1); // mu x
    Arrays.fill(bias, 10, 16, -2); // log sigmas
    return with(bias);
  }

  /** Weights that write by their output bias alone. */
  static Weights with(float[] outputBias) {
    Weights w = RandomWeights.of(16, 3, 1);
    return new Weights(
        w.units(),
        w.mixtures(),
        w.forgetBias(),
        w.inputKernel(),
        w.recurrentKernel(),
        w.bias(),
        new float[w.outputKernel().length],
        outputBias);
  }
}
