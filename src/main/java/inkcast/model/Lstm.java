package inkcast.model;

/**
 * The recurrent step, in plain Java: the reference that faster twins are held against. Sums run in
 * a fixed order and each product is rounded, so a trajectory is the same to the bit on every
 * machine.
 */
public final class Lstm {
  private Lstm() {}

  /**
   * Moves some streams of a batch one step: reads their input, hidden and cell, and overwrites
   * their hidden, cell and raw output.
   *
   * <pre>
   * [i g f o] = x Wx + h Wh + b
   * c' = c sigmoid(f + forgetBias) + sigmoid(i) tanh(g)
   * h' = tanh(c') sigmoid(o)
   * output = h' Wo + bo
   * </pre>
   *
   * (Graves 2013, section 2, without peepholes.)
   *
   * @param rows the streams to move, in any order, each at most once
   * @param count how many of {@code rows} count
   */
  public static void update(Batch batch, int[] rows, int count) {
    for (int r = 0; r < count; r++) {
      update(batch, rows[r]);
    }
  }

  private static void update(Batch b, int row) {
    Weights w = b.weights;
    int units = w.units();
    int width = Weights.GATES * units;
    float[] gates = b.gates;
    System.arraycopy(w.bias(), 0, gates, 0, width);
    for (int k = 0; k < Weights.INPUTS; k++) {
      addScaled(gates, 0, b.input[row * Weights.INPUTS + k], w.inputKernel(), k * width, width);
    }
    int from = row * units;
    for (int k = 0; k < units; k++) {
      addScaled(gates, 0, b.hidden[from + k], w.recurrentKernel(), k * width, width);
    }
    activate(gates, b.cell, b.hidden, from, units, w.forgetBias());

    int outputs = w.outputs();
    int out = row * outputs;
    System.arraycopy(w.outputBias(), 0, b.output, out, outputs);
    for (int k = 0; k < units; k++) {
      addScaled(b.output, out, b.hidden[from + k], w.outputKernel(), k * outputs, outputs);
    }
  }

  private static void activate(
      float[] gates, float[] cell, float[] hidden, int from, int units, float forgetBias) {
    for (int u = 0; u < units; u++) {
      double i = sigmoid(gates[u]);
      double g = Math.tanh(gates[units + u]);
      double f = sigmoid(gates[2 * units + u] + forgetBias);
      double o = sigmoid(gates[3 * units + u]);
      double c = cell[from + u] * f + i * g;
      cell[from + u] = (float) c;
      hidden[from + u] = (float) (Math.tanh(c) * o);
    }
  }

  /** target += scale x row: a loop of its own, simple enough for the compiler to vectorise. */
  private static void addScaled(
      float[] target, int targetFrom, float scale, float[] row, int rowFrom, int length) {
    for (int j = 0; j < length; j++) {
      target[targetFrom + j] += scale * row[rowFrom + j];
    }
  }

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
