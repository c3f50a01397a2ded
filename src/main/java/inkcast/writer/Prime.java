package inkcast.writer;

import inkcast.model.Batch;
import inkcast.model.Lstm;
import inkcast.model.Offset;
import inkcast.model.Twin;
import inkcast.model.Weights;

/**
 * Where a line of somebody's leaves the model: a writer that begins there goes on in that manner.
 * Any thread makes it; then it never changes.
 */
public final class Prime {
  /** Strokes that are read at most: what is longer counts from its last ones. */
  public static final int MOST = 1000;

  private final Batch state; // (1 row)
  private final Offset last = new Offset(); // which the model has not been given yet

  private Prime(Weights weights) {
    state = new Batch(weights, 1);
  }

  /**
   * Reads a line, from the zero state; takes some tenths of a second.
   *
   * @param line (length, 3): dx, dy in model units, pen 0 or 1; at least one stroke
   */
  public static Prime after(Weights weights, float[] line) {
    Prime prime = new Prime(weights);
    Lstm lstm = Twin.SCALAR.lstm(weights);
    int[] row = {0};
    int strokes = line.length / Weights.INPUTS;
    for (int i = Math.max(0, strokes - MOST); i < strokes; i++) {
      lstm.update(prime.state, row, 1);
      prime.last.dx = line[Weights.INPUTS * i];
      prime.last.dy = line[Weights.INPUTS * i + 1];
      prime.last.pen = line[Weights.INPUTS * i + 2];
      prime.state.input(0, prime.last.dx, prime.last.dy, prime.last.pen);
    }
    return prime;
  }

  /** Of the hand that has read it. */
  Weights weights() {
    return state.weights();
  }

  /** Puts a writer there. */
  void start(Batch batch, int row, Offset offset) {
    batch.copy(state, 0, row);
    offset.set(last);
  }
}
