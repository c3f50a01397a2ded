package inkcast.train;

import static inkcast.train.Panels.SPECIES;
import static inkcast.train.Parameters.INPUT_ROWS;

import inkcast.model.Batch;
import inkcast.model.VectorMath;
import inkcast.model.Weights;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import jdk.incubator.vector.FloatVector;

/**
 * The same network as {@link inkcast.model.Lstm}, for many streams and steps at once, with the way
 * back: backpropagation through a chunk of steps (Graves 2013, section 2, without peepholes).
 * Everything is allocated once; belongs to one thread.
 */
final class Network {
  private static final int LANES = SPECIES.length();
  private static final double RANDOM_STATE_DEVIATION = 0.5;

  /** Rows of a weight gradient's product that are summed before the gradient is touched again. */
  private static final int GRADIENT_ROWS = 256;

  final Parameters parameters;
  final int rows;
  final int steps;
  final float[] outputs; // (steps, rows, outputWidth): raw; a loss puts its gradient here
  private final float[]
      inputs; // (steps + 1, rows, gateRows): dx, dy, pen, 1, hidden before the step
  private final float[] cells; // (steps + 1, rows, width): before the step
  private final float[] gates; // (steps, rows, 4 width): activated; on the way back their gradient
  private final float[] hiddenGradient; // (rows, width)
  private final float[] cellGradient; // (rows, width)
  private final Panels gatePanels;
  private final Panels outputPanels;
  private final Panels gateTransposed;
  private final Panels outputTransposed;
  private final Panels gradientPanels;
  private final int blockSteps;

  Network(Parameters parameters, int rows, int steps) {
    this.parameters = parameters;
    this.rows = rows;
    this.steps = steps;
    Parameters p = parameters;
    outputs = new float[steps * rows * p.outputWidth];
    inputs = new float[(steps + 1) * rows * p.gateRows];
    cells = new float[(steps + 1) * rows * p.width];
    gates = new float[steps * rows * p.gateWidth()];
    hiddenGradient = new float[rows * p.width];
    cellGradient = new float[rows * p.width];
    gatePanels = new Panels(p.gateRows, p.gateWidth());
    outputPanels = new Panels(p.outputRows, p.outputWidth);
    gateTransposed = new Panels(p.gateWidth(), p.width);
    outputTransposed = new Panels(p.outputWidth, p.width);
    blockSteps = Math.max(1, GRADIENT_ROWS / rows);
    gradientPanels = new Panels(blockSteps * rows, Math.max(p.gateWidth(), p.outputWidth));
    for (int i = 0; i < (steps + 1) * rows; i++) {
      inputs[i * p.gateRows + Weights.INPUTS] = 1;
    }
    parametersChanged();
  }

  /** To be called after each change of the parameters. */
  void parametersChanged() {
    Parameters p = parameters;
    float[] v = p.values;
    int hidden = INPUT_ROWS * p.gateWidth();
    int outputHidden = p.outputFrom + p.outputWidth;
    gatePanels.pack(v, 0, p.gateWidth(), 1, p.gateRows, p.gateWidth());
    outputPanels.pack(v, p.outputFrom, p.outputWidth, 1, p.outputRows, p.outputWidth);
    gateTransposed.pack(v, hidden, 1, p.gateWidth(), p.gateWidth(), p.width);
    outputTransposed.pack(v, outputHidden, 1, p.outputWidth, p.outputWidth, p.width);
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
      MatrixProduct.add(gates, gate, p.gateWidth(), inputs, in, p.gateRows, 1, rows, gatePanels);
      for (int row = 0; row < rows; row++) {
        int cell = (t * rows + row) * p.width;
        activate(
            gate + row * p.gateWidth(),
            cell,
            cell + rows * p.width,
            next + row * p.gateRows + INPUT_ROWS);
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
          outputPanels);
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
          outputTransposed);
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
            gateTransposed);
      }
      for (int row = 0; row < rows; row++) {
        int cell = (t * rows + row) * p.width;
        backward(gate + row * p.gateWidth(), cell, cell + rows * p.width, row * p.width);
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

  private void activate(int gate, int cell, int nextCell, int hidden) {
    int width = parameters.width;
    for (int u = 0; u < width; u += LANES) {
      FloatVector i = VectorMath.sigmoid(load(gates, gate + u));
      FloatVector g = VectorMath.tanh(load(gates, gate + width + u));
      FloatVector f =
          VectorMath.sigmoid(load(gates, gate + 2 * width + u).add(parameters.forgetBias));
      FloatVector o = VectorMath.sigmoid(load(gates, gate + 3 * width + u));
      FloatVector c = load(cells, cell + u).fma(f, i.mul(g));
      i.intoArray(gates, gate + u);
      g.intoArray(gates, gate + width + u);
      f.intoArray(gates, gate + 2 * width + u);
      o.intoArray(gates, gate + 3 * width + u);
      c.intoArray(cells, nextCell + u);
      VectorMath.tanh(c).mul(o).intoArray(inputs, hidden + u);
    }
  }

  private void backward(int gate, int cell, int nextCell, int state) {
    int width = parameters.width;
    for (int u = 0; u < width; u += LANES) {
      FloatVector i = load(gates, gate + u);
      FloatVector g = load(gates, gate + width + u);
      FloatVector f = load(gates, gate + 2 * width + u);
      FloatVector o = load(gates, gate + 3 * width + u);
      FloatVector tanh = VectorMath.tanh(load(cells, nextCell + u));
      FloatVector dh = load(hiddenGradient, state + u);
      FloatVector dc = load(cellGradient, state + u).add(dh.mul(o).mul(derivative(tanh)));
      dc.mul(f).intoArray(cellGradient, state + u);
      dc.mul(g).mul(i).mul(complement(i)).intoArray(gates, gate + u);
      dc.mul(i).mul(derivative(g)).intoArray(gates, gate + width + u);
      dc.mul(load(cells, cell + u))
          .mul(f)
          .mul(complement(f))
          .intoArray(gates, gate + 2 * width + u);
      dh.mul(tanh).mul(o).mul(complement(o)).intoArray(gates, gate + 3 * width + u);
    }
  }

  private static FloatVector load(float[] values, int at) {
    return FloatVector.fromArray(SPECIES, values, at);
  }

  private static FloatVector complement(FloatVector x) {
    return x.neg().add(1);
  }

  private static FloatVector derivative(FloatVector tanh) {
    return complement(tanh.mul(tanh));
  }

  private static float gaussian(RandomGenerator random) {
    return (float) (random.nextGaussian() * RANDOM_STATE_DEVIATION);
  }
}
