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

  final Weights weights;
  final float[] input; // (rows, 3)
  final float[] hidden; // (rows, units)
  final float[] cell; // (rows, units)
  final float[] output; // (rows, outputs), raw
  final float[] gates; // (4 units,), scratch of one row at a time
  private final int rows;

  /** Makes {@code rows} streams at the zero state with input [0, 0, 0]. */
  public Batch(Weights weights, int rows) {
    this.weights = weights;
    this.rows = rows;
    int units = weights.units();
    input = new float[rows * Weights.INPUTS];
    hidden = new float[rows * units];
    cell = new float[rows * units];
    output = new float[rows * weights.outputs()];
    gates = new float[Weights.GATES * units];
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
    int units = weights.units();
    Arrays.fill(hidden, row * units, (row + 1) * units, 0);
    Arrays.fill(cell, row * units, (row + 1) * units, 0);
    input(row, 0, 0, 0);
  }

  /** Puts a stream at a random state (0.5 standard deviation) with input [0, 0, 0]. */
  public void randomize(int row, RandomGenerator random) {
    int units = weights.units();
    for (int i = row * units; i < (row + 1) * units; i++) {
      hidden[i] = (float) (random.nextGaussian() * RANDOM_STATE_DEVIATION);
      cell[i] = (float) (random.nextGaussian() * RANDOM_STATE_DEVIATION);
    }
    input(row, 0, 0, 0);
  }

  /**
   * Sets what the next update of this stream reads.
   *
   * @param dx model units, clamped to {@value #MAX_INPUT}
   * @param dy model units, clamped likewise
   * @param pen 0 or 1
   */
  public void input(int row, float dx, float dy, float pen) {
    int at = row * Weights.INPUTS;
    input[at] = Math.clamp(dx, -MAX_INPUT, MAX_INPUT);
    input[at + 1] = Math.clamp(dy, -MAX_INPUT, MAX_INPUT);
    input[at + 2] = pen;
  }

  /** Whether the state and the raw outputs of a stream hold neither NaN nor infinity. */
  public boolean finite(int row) {
    int units = weights.units();
    int outputs = weights.outputs();
    return finite(hidden, row * units, units)
        && finite(cell, row * units, units)
        && finite(output, row * outputs, outputs);
  }

  /** Hidden value of one unit. */
  public float hidden(int row, int unit) {
    return hidden[row * weights.units() + unit];
  }

  /** Cell value of one unit. */
  public float cell(int row, int unit) {
    return cell[row * weights.units() + unit];
  }

  /** Raw output, in the order of {@link Weights#outputKernel}. */
  public float output(int row, int index) {
    return output[row * weights.outputs() + index];
  }

  private static boolean finite(float[] values, int from, int count) {
    // 0 x value is 0 for every finite value and NaN for the others: one sum, no branch a value.
    float sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += 0 * values[i];
    }
    return sum == 0;
  }
}
