package inkcast.train;

import static inkcast.train.Parameters.INPUT_ROWS;

import inkcast.model.Batch;
import inkcast.model.Weights;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The same network as {@link inkcast.model.Lstm}, for many streams and steps at once, with the way
 * back: backpropagation through a chunk of steps (Graves 2013, section 2, without peepholes).
 * Everything is allocated once; belongs to one thread.
 */
final class Network {
  private static final double RANDOM_STATE_DEVIATION = 0.5;

  /** Rows of a weight gradient's product that are summed before the gradient is touched again. */
  private static final int GRADIENT_ROWS = 256;

  final Parameters parameters;
  final int rows;
  final int steps;
  final float[] outputs; // (steps, rows, outputWidth): raw; a loss puts its gradient here
  private final float[] inputs; // (steps + 1, rows, gateRows): dx, dy, pen, 1, hidden before
  private final float[] cells; // (steps + 1, rows, width): before the step
  private final float[] squashed; // (steps, rows, width): tanh of the cells after the step
  private final float[] gates; // (steps, rows, 4 width): activated; on the way back their gradient
  private final float[] hiddenGradient; // (rows, width)
  private final float[] cellGradient; // (rows, width)
  private final PackedParameters packed;
  private final Panels gradientPanels;
  private final int blockSteps;

  Network(PackedParameters packed, int rows, int steps) {
    this.packed = packed;
    parameters = packed.parameters;
    this.rows = rows;
    this.steps = steps;
    Parameters p = parameters;
    outputs = new float[steps * rows * p.outputWidth];
    inputs = new float[(steps + 1) * rows * p.gateRows];
    cells = new float[(steps + 1) * rows * p.width];
    squashed = new float[steps * rows * p.width];
    gates = new float[steps * rows * p.gateWidth()];
    hiddenGradient = new float[rows * p.width];
    cellGradient = new float[rows * p.width];
    blockSteps = Math.max(1, GRADIENT_ROWS / rows);
    gradientPanels = new Panels(blockSteps * rows, Math.max(p.gateWidth(), p.outputWidth));
    for (int i = 0; i < (steps + 1) * rows; i++) {
      inputs[i * p.gateRows + Weights.INPUTS] = 1;
    }
  }

  /** Puts a stream at the zero state. */
  void zero(int row) {
    Parameters p = parameters;
    int hidden = row * p.gateRows + INPUT_ROWS;
    Arrays.fill(inputs, hidden, hidden + p.units, 0);
    Arrays.fill(cells, row * p.width, row * p.width + p.units, 0);
  }

  /** Puts a stream at a random state, as {@link Batch#randomize}. */
  void randomize(int row, RandomGenerator random) {
    Parameters p = parameters;
    for (int u = 0; u < p.units; u++) {
      inputs[row * p.gateRows + INPUT_ROWS + u] = gaussian(random);
      cells[row * p.width + u] = gaussian(random);
    }
  }

  /** Copies the state of all rows before the first step: (rows, 2, units), hidden, cell. */
  void state(float[] to) {
    copyState(to, false);
  }

  /** Goes on from a state that {@link #state} gave. */
  void restore(float[] from) {
    copyState(from, true);
  }

  private void copyState(float[] dense, boolean in) {
    Parameters p = parameters;
    for (int row = 0; row < rows; row++) {
      int at = 2 * row * p.units;
      copy(dense, at, inputs, row * p.gateRows + INPUT_ROWS, p.units, in);
      copy(dense, at + p.units, cells, row * p.width, p.units, in);
    }
  }

  private static void copy(
      float[] dense, int at, float[] padded, int paddedAt, int count, boolean in) {
    if (in) {
      System.arraycopy(dense, at, padded, paddedAt, count);
    } else {
      System.arraycopy(padded, paddedAt, dense, at, count);
    }
  }

  /** Sets what a stream reads at a step, clamped as {@link Batch#input}. */
  void input(int step, int row, float dx, float dy, float pen) {
    int at = (step * rows + row) * parameters.gateRows;
    inputs[at] = Math.clamp(dx, -Batch.MAX_INPUT, Batch.MAX_INPUT);
    inputs[at + 1] = Math.clamp(dy, -Batch.MAX_INPUT, Batch.MAX_INPUT);
    inputs[at + 2] = pen;
  }

  /** Index in {@link #outputs} of a stream's row at a step. */
  int output(int step, int row) {
    return (step * rows + row) * parameters.outputWidth;
  }

  /** Runs all steps and fills the outputs. */
  void forward() {
    Parameters p = parameters;
    Arrays.fill(gates, 0);
    Arrays.fill(outputs, 0);
    for (int t = 0; t < steps; t++) {
      int in = t * rows * p.gateRows;
      int next = in + rows * p.gateRows;
      int gate = t * rows * p.gateWidth();
      MatrixProduct.add(gates, gate, p.gateWidth(), inputs, in, p.gateRows, 1, rows, packed.gates);
      for (int row = 0; row < rows; row++) {
        int cell = (t * rows + row) * p.width;
        LstmCell.forward(
            gates,
            gate + row * p.gateWidth(),
            p.forgetBias,
            cells,
            cell,
            cell + rows * p.width,
            squashed,
            inputs,
            next + row * p.gateRows + INPUT_ROWS,
            p.width);
      }
      MatrixProduct.add(
          outputs,
          output(t, 0),
          p.outputWidth,
          inputs,
          next + Weights.INPUTS,
          p.gateRows,
          1,
          rows,
          packed.outputs);
    }
  }

  /** Makes the state after the last step the one before the first. */
  void carry() {
    Parameters p = parameters;
    for (int row = 0; row < rows; row++) {
      int to = row * p.gateRows + INPUT_ROWS;
      System.arraycopy(inputs, steps * rows * p.gateRows + to, inputs, to, p.width);
    }
    System.arraycopy(cells, steps * rows * p.width, cells, 0, rows * p.width);
  }

  /**
   * Adds the gradient of the parameters to {@code gradient}; the gradient of the outputs is in
   * {@link #outputs}. No gradient reaches back beyond the first step.
   */
  void backward(float[] gradient) {
    Parameters p = parameters;
    Arrays.fill(cellGradient, 0);
    for (int t = steps - 1; t >= 0; t--) {
      Arrays.fill(hiddenGradient, 0);
      MatrixProduct.add(
          hiddenGradient,
          0,
          p.width,
          outputs,
          output(t, 0),
          p.outputWidth,
          1,
          rows,
          packed.outputsTransposed);
      int gate = t * rows * p.gateWidth();
      if (t + 1 < steps) {
        MatrixProduct.add(
            hiddenGradient,
            0,
            p.width,
            gates,
            gate + rows * p.gateWidth(),
            p.gateWidth(),
            1,
            rows,
            packed.gatesTransposed);
      }
      for (int row = 0; row < rows; row++) {
        int cell = (t * rows + row) * p.width;
        LstmCell.backward(
            gates,
            gate + row * p.gateWidth(),
            cells,
            squashed,
            cell,
            hiddenGradient,
            cellGradient,
            row * p.width,
            p.width);
      }
    }
    for (int t = 0; t < steps; t += blockSteps) {
      addWeightGradient(gradient, t, Math.min(blockSteps, steps - t));
    }
  }

  private void addWeightGradient(float[] gradient, int step, int count) {
    Parameters p = parameters;
    int depth = count * rows;
    int in = step * rows * p.gateRows;
    gradientPanels.pack(gates, step * rows * p.gateWidth(), p.gateWidth(), 1, depth, p.gateWidth());
    MatrixProduct.add(
        gradient, 0, p.gateWidth(), inputs, in, 1, p.gateRows, p.gateRows, gradientPanels);
    gradientPanels.pack(outputs, output(step, 0), p.outputWidth, 1, depth, p.outputWidth);
    MatrixProduct.add(
        gradient,
        p.outputFrom,
        p.outputWidth,
        inputs,
        in + rows * p.gateRows + Weights.INPUTS,
        1,
        p.gateRows,
        p.outputRows,
        gradientPanels);
  }

  private static float gaussian(RandomGenerator random) {
    return (float) (random.nextGaussian() * RANDOM_STATE_DEVIATION);
  }
}
