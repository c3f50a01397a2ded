package inkcast.model;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The mutable state of several streams that share one {@link Weights}, one row a stream, all
 * allocated once. Belongs to one thread.
 */
public final class Batch {
  /**
   * Inputs beyond this many model units are clamped: no pen jumps further, and sums stay finite.
   */
  public static final float MAX_INPUT = 1000;

  /** Standard deviation of a random starting state, as in the published sketches. */
  private static final double RANDOM_STATE_DEVIATION = 0.5;

  /** Rows are padded to whole vectors of every machine. */
  static final int LANES = 16;

  /** Where in a state the hidden values begin: after dx, dy, pen and a 1 that the bias meets. */
  static final int HIDDEN = Weights.INPUTS + 1;

  final Weights weights;
  final int stride; // units, padded
  final int outputStride; // outputs, padded
  // A row has two places: a step may write the new hidden values while it still reads the old ones.
  final float[] state; // (rows, 2, 4 + stride): dx, dy, pen, 1, hidden
  final int[] at; // (rows,), where in state the present place of a row begins
  final float[] cell; // (rows, stride)
  final float[] output; // (rows, outputStride), raw
  private final int place; // length of one place in state
  private final int rows;

  /** Makes {@code rows} streams at the zero state with input [0, 0, 0]. */
  public Batch(Weights weights, int rows) {
    this.weights = weights;
    this.rows = rows;
    int units = weights.units();
    stride = padded(units, LANES);
    outputStride = padded(weights.outputs(), Weights.GATES * LANES);
    place = HIDDEN + stride;
    state = new float[rows * 2 * place];
    at = new int[rows];
    for (int row = 0; row < rows; row++) {
      at[row] = row * 2 * place;
      state[at[row] + Weights.INPUTS] = 1;
      state[at[row] + place + Weights.INPUTS] = 1;
    }
    cell = new float[rows * stride];
    output = new float[rows * outputStride];
  }

  /** Where the next place of a row begins, for the step that is being taken. */
  int next(int row) {
    int first = row * 2 * place;
    return at[row] == first ? first + place : first;
  }

  /** The next multiple. */
  static int padded(int length, int multiple) {
    return (length + multiple - 1) / multiple * multiple;
  }

  /** The shared weights. */
  public Weights weights() {
    return weights;
  }

  /** Number of streams. */
  public int rows() {
    return rows;
  }

  /** Puts a stream at the zero state with input [0, 0, 0]. */
  public void zero(int row) {
    int hidden = at[row] + HIDDEN;
    Arrays.fill(state, hidden, hidden + weights.units(), 0);
    Arrays.fill(cell, row * stride, (row + 1) * stride, 0);
    input(row, 0, 0, 0);
  }

  /** Puts a stream at a random state (0.5 standard deviation) with input [0, 0, 0]. */
  public void randomize(int row, RandomGenerator random) {
    for (int u = 0; u < weights.units(); u++) {
      state[at[row] + HIDDEN + u] = (float) (random.nextGaussian() * RANDOM_STATE_DEVIATION);
      cell[row * stride + u] = (float) (random.nextGaussian() * RANDOM_STATE_DEVIATION);
    }
    input(row, 0, 0, 0);
  }

  /** Puts a stream where one of another batch of the same weights is, but for its input. */
  public void copy(Batch from, int fromRow, int row) {
    int units = weights.units();
    System.arraycopy(from.state, from.at[fromRow] + HIDDEN, state, at[row] + HIDDEN, units);
    System.arraycopy(from.cell, fromRow * stride, cell, row * stride, units);
  }

  /**
   * Sets what the next update of this stream reads.
   *
   * @param dx model units, clamped to {@value #MAX_INPUT}
   * @param dy model units, clamped likewise
   * @param pen 0 or 1
   */
  public void input(int row, float dx, float dy, float pen) {
    int input = at[row];
    state[input] = Math.clamp(dx, -MAX_INPUT, MAX_INPUT);
    state[input + 1] = Math.clamp(dy, -MAX_INPUT, MAX_INPUT);
    state[input + 2] = pen;
  }

  /**
   * Whether the raw outputs of a stream hold neither NaN nor infinity. What is not a number in the
   * state reaches all of them in the same step, and no finite state becomes infinite: |c'| &lt;=
   * |c| + 1.
   */
  public boolean finite(int row) {
    // 0 x value is 0 for every finite value and NaN for the others: one sum, no branch a value.
    int from = row * outputStride;
    float sum = 0;
    for (int i = from; i < from + weights.outputs(); i++) {
      sum += 0 * output[i];
    }
    return sum == 0;
  }

  /** Hidden value of one unit. */
  public float hidden(int row, int unit) {
    return state[at[row] + HIDDEN + unit];
  }

  /** Cell value of one unit. */
  public float cell(int row, int unit) {
    return cell[row * stride + unit];
  }

  /** Raw output, in the order of {@link Weights#outputKernel}. */
  public float output(int row, int index) {
    return output[row * outputStride + index];
  }
}
