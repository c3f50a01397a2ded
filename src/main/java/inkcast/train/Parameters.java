package inkcast.train;

import inkcast.model.Weights;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * All numbers of a network in one array, for the optimiser, laid out as two matrices for the
 * products: units and outputs are filled up with zeros to whole panels, and each bias is a row of
 * its matrix that meets a constant input 1. The padding has no gradient, so it stays zero.
 */
final class Parameters {
  /** Rows of the gate matrix before the first hidden unit: dx, dy, pen and the bias. */
  static final int INPUT_ROWS = Weights.INPUTS + 1;

  // The widest panel of any machine: a file trained on one is laid out alike on another.
  private static final int PAD = 64;

  final int units;
  final int mixtures;
  final float forgetBias;
  final int width; // units, padded
  final int outputWidth; // outputs, padded
  final int gateRows; // dx, dy, pen, bias, hidden
  final int outputRows; // bias, hidden
  final int outputFrom; // where the output matrix starts
  final float[] values; // (gateRows, 4 width), then (outputRows, outputWidth)

  /** All zero. */
  Parameters(int units, int mixtures, float forgetBias) {
    this.units = units;
    this.mixtures = mixtures;
    this.forgetBias = forgetBias;
    width = padded(units);
    outputWidth = padded(Weights.outputs(mixtures));
    gateRows = INPUT_ROWS + width;
    outputRows = 1 + width;
    outputFrom = gateRows * gateWidth();
    values = new float[outputFrom + outputRows * outputWidth];
  }

  /** Copies weights into the padded layout. */
  static Parameters of(Weights w) {
    Parameters p = new Parameters(w.units(), w.mixtures(), w.forgetBias());
    p.copyGates(w.inputKernel(), 0, Weights.INPUTS, true);
    p.copyGates(w.bias(), Weights.INPUTS, 1, true);
    p.copyGates(w.recurrentKernel(), INPUT_ROWS, w.units(), true);
    p.copyOutputs(w.outputBias(), 0, 1, true);
    p.copyOutputs(w.outputKernel(), 1, w.units(), true);
    return p;
  }

  /**
   * The same function with more units: new ones hear all others, and nobody hears them yet
   * (Net2Net, Chen, Goodfellow and Shlens 2016, with zeros in the place of copies).
   */
  static Parameters grown(Weights w, int units, RandomGenerator random) {
    Parameters old = of(w);
    Parameters p = new Parameters(units, w.mixtures(), w.forgetBias());
    p.randomize(random);
    for (int row = 0; row < INPUT_ROWS + units; row++) {
      for (int gate = 0; gate < Weights.GATES; gate++) {
        int to = row * p.gateWidth() + gate * p.width;
        boolean known = row < INPUT_ROWS + old.units;
        old.give(row * old.gateWidth() + gate * old.width, p, to, old.units, known);
      }
    }
    for (int row = 0; row <= units; row++) {
      int to = p.outputFrom + row * p.outputWidth;
      boolean known = row <= old.units;
      old.give(old.outputFrom + row * old.outputWidth, p, to, p.outputWidth, known);
    }
    return p;
  }

  /** Copies numbers, or zeros in the place of those that are not known here. */
  private void give(int from, Parameters p, int to, int count, boolean known) {
    if (known) {
      System.arraycopy(values, from, p.values, to, count);
    } else {
      Arrays.fill(p.values, to, to + count, 0);
    }
  }

  /** A copy in the form that hands are kept in. */
  Weights toWeights() {
    int outputs = Weights.outputs(mixtures);
    int gates = Weights.GATES * units;
    Weights w =
        new Weights(
            units,
            mixtures,
            forgetBias,
            new float[Weights.INPUTS * gates],
            new float[units * gates],
            new float[gates],
            new float[units * outputs],
            new float[outputs]);
    copyGates(w.inputKernel(), 0, Weights.INPUTS, false);
    copyGates(w.bias(), Weights.INPUTS, 1, false);
    copyGates(w.recurrentKernel(), INPUT_ROWS, units, false);
    copyOutputs(w.outputBias(), 0, 1, false);
    copyOutputs(w.outputKernel(), 1, units, false);
    return w;
  }

  /** Random kernels with deviation 1 / sqrt(inputs), biases zero. */
  void randomize(RandomGenerator random) {
    double deviation = 1 / Math.sqrt(units + (double) Weights.INPUTS);
    for (int row = 0; row < INPUT_ROWS + units; row++) {
      if (row != Weights.INPUTS) {
        for (int gate = 0; gate < Weights.GATES; gate++) {
          gaussian(random, deviation, row * gateWidth() + gate * width, units);
        }
      }
    }
    for (int row = 1; row <= units; row++) {
      int from = outputFrom + row * outputWidth;
      gaussian(random, deviation, from, Weights.outputs(mixtures));
    }
  }

  /** Columns of the gate matrix. */
  int gateWidth() {
    return Weights.GATES * width;
  }

  private void gaussian(RandomGenerator random, double deviation, int from, int count) {
    for (int i = from; i < from + count; i++) {
      values[i] = (float) (random.nextGaussian() * deviation);
    }
  }

  private void copyGates(float[] dense, int firstRow, int rows, boolean in) {
    for (int row = 0; row < rows; row++) {
      for (int gate = 0; gate < Weights.GATES; gate++) {
        int padded = (firstRow + row) * gateWidth() + gate * width;
        copy(dense, (row * Weights.GATES + gate) * units, padded, units, in);
      }
    }
  }

  private void copyOutputs(float[] dense, int firstRow, int rows, boolean in) {
    int outputs = Weights.outputs(mixtures);
    for (int row = 0; row < rows; row++) {
      int padded = outputFrom + (firstRow + row) * outputWidth;
      copy(dense, row * outputs, padded, outputs, in);
    }
  }

  private void copy(float[] dense, int denseFrom, int padded, int count, boolean in) {
    if (in) {
      System.arraycopy(dense, denseFrom, values, padded, count);
    } else {
      System.arraycopy(values, padded, dense, denseFrom, count);
    }
  }

  private static int padded(int size) {
    return (size + PAD - 1) / PAD * PAD;
  }
}
