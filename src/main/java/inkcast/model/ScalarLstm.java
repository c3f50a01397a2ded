package inkcast.model;

/**
 * The recurrent step in plain Java: the reference that the other twin is held against. Sums run in
 * a fixed order and each product is rounded, so a trajectory does not depend on the machine's
 * vectors, nor on the other rows of the batch; only the last bit of {@link Math#exp} is the
 * platform's own.
 */
public final class ScalarLstm implements SliceableLstm {
  private float[] gates = {}; // (4 units,), of one row at a time

  @Override
  public void update(Batch batch, int[] rows, int count) {
    int width = Weights.GATES * batch.weights.units();
    if (gates.length != width) {
      gates = new float[width];
    }
    for (int r = 0; r < count; r++) {
      update(batch, rows[r]);
    }
  }

  @Override
  public SliceableLstm another() {
    return new ScalarLstm();
  }

  @Override
  public int grain() {
    return 1;
  }

  private void update(Batch b, int row) {
    Weights w = b.weights;
    int units = w.units();
    int width = Weights.GATES * units;
    System.arraycopy(w.bias(), 0, gates, 0, width);
    int in = b.at[row];
    int hidden = in + Batch.HIDDEN;
    addProducts(gates, 0, b.state, in, Weights.INPUTS, w.inputKernel(), width);
    addProducts(gates, 0, b.state, hidden, units, w.recurrentKernel(), width);
    activate(gates, b.cell, row * b.stride, b.state, hidden, units, w.forgetBias());

    int outputs = w.outputs();
    int out = row * b.outputStride;
    System.arraycopy(w.outputBias(), 0, b.output, out, outputs);
    addProducts(b.output, out, b.state, hidden, units, w.outputKernel(), outputs);
  }

  private static void activate(
      float[] gates,
      float[] cell,
      int cellAt,
      float[] hidden,
      int hiddenAt,
      int units,
      float forgetBias) {
    for (int u = 0; u < units; u++) {
      double i = sigmoid(gates[u]);
      double g = Math.tanh(gates[units + u]);
      double f = sigmoid(gates[2 * units + u] + forgetBias);
      double o = sigmoid(gates[3 * units + u]);
      double c = cell[cellAt + u] * f + i * g;
      cell[cellAt + u] = (float) c;
      hidden[hiddenAt + u] = (float) (Math.tanh(c) * o);
    }
  }

  /** target += x M, where M is (count, width): four of its rows at once, in their order. */
  private static void addProducts(
      float[] target, int at, float[] x, int from, int count, float[] m, int width) {
    int k = 0;
    for (; k + 4 <= count; k += 4) {
      int i = from + k;
      addScaled(target, at, x[i], x[i + 1], x[i + 2], x[i + 3], m, k * width, width);
    }
    for (; k < count; k++) {
      addScaled(target, at, x[from + k], m, k * width, width);
    }
  }

  private static void addScaled(
      float[] target,
      int at,
      float x0,
      float x1,
      float x2,
      float x3,
      float[] m,
      int row0,
      int width) {
    int row1 = row0 + width;
    int row2 = row1 + width;
    int row3 = row2 + width;
    for (int j = 0; j < width; j++) {
      target[at + j] =
          target[at + j]
              + x0 * m[row0 + j]
              + x1 * m[row1 + j]
              + x2 * m[row2 + j]
              + x3 * m[row3 + j];
    }
  }

  private static void addScaled(float[] target, int at, float x, float[] m, int row, int width) {
    for (int j = 0; j < width; j++) {
      target[at + j] += x * m[row + j];
    }
  }

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
