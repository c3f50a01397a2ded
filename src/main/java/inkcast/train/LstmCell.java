package inkcast.train;

import static inkcast.train.Panels.SPECIES;

import inkcast.model.VectorMath;
import jdk.incubator.vector.FloatVector;

/**
 * What happens between the products of an LSTM's step, unit by unit, forwards and backwards (Graves
 * 2013, section 2, without peepholes). All methods work on one row of one step, of {@code width}
 * units, a whole number of vectors.
 *
 * <p>No method calls another that returns a vector, but for the one loop over {@link
 * VectorMath#exp}: the compiler stops inlining after so many bytecodes, and boxes what it does not
 * inline.
 */
final class LstmCell {
  private static final int LANES = SPECIES.length();

  private LstmCell() {}

  /**
   * One row's step.
   *
   * @param gates sums of i, g, f, o, {@code width} each, from gate on; activated in place
   * @param cells read from cell, written from nextCell on
   * @param squashed overwritten from cell on: tanh of the new cells
   * @param hidden overwritten from hiddenAt on
   */
  static void forward(
      float[] gates,
      int gate,
      float forgetBias,
      float[] cells,
      int cell,
      int nextCell,
      float[] squashed,
      float[] hidden,
      int hiddenAt,
      int width) {
    exp(gates, gate, width, -1, 0);
    exp(gates, gate + width, width, -2, 0);
    exp(gates, gate + 2 * width, width, -1, -forgetBias);
    exp(gates, gate + 3 * width, width, -1, 0);
    cells(gates, gate, cells, cell, nextCell, squashed, width);
    exp(squashed, cell, width, -2, 0);
    hidden(gates, gate + 3 * width, squashed, cell, hidden, hiddenAt, width);
  }

  /** x becomes e^(factor x + term). */
  private static void exp(float[] values, int at, int count, float factor, float term) {
    for (int i = at; i < at + count; i += LANES) {
      VectorMath.exp(FloatVector.fromArray(SPECIES, values, i).mul(factor).add(term))
          .intoArray(values, i);
    }
  }

  private static void cells(
      float[] gates, int gate, float[] cells, int cell, int next, float[] copy, int width) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    for (int u = 0; u < width; u += LANES) {
      int at = gate + u;
      FloatVector i = one.div(FloatVector.fromArray(SPECIES, gates, at).add(one));
      FloatVector e = FloatVector.fromArray(SPECIES, gates, at + width);
      FloatVector g = one.sub(e).div(e.add(one));
      FloatVector f = one.div(FloatVector.fromArray(SPECIES, gates, at + 2 * width).add(one));
      FloatVector o = one.div(FloatVector.fromArray(SPECIES, gates, at + 3 * width).add(one));
      FloatVector c = FloatVector.fromArray(SPECIES, cells, cell + u).fma(f, i.mul(g));
      i.intoArray(gates, at);
      g.intoArray(gates, at + width);
      f.intoArray(gates, at + 2 * width);
      o.intoArray(gates, at + 3 * width);
      c.intoArray(cells, next + u);
      c.intoArray(copy, cell + u);
    }
  }

  private static void hidden(
      float[] gates, int o, float[] squashed, int cell, float[] hidden, int at, int width) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    for (int u = 0; u < width; u += LANES) {
      FloatVector e = FloatVector.fromArray(SPECIES, squashed, cell + u);
      FloatVector tanh = one.sub(e).div(e.add(one));
      tanh.intoArray(squashed, cell + u);
      tanh.mul(FloatVector.fromArray(SPECIES, gates, o + u)).intoArray(hidden, at + u);
    }
  }

  /**
   * One row's way back.
   *
   * @param gates activated, from gate on; overwritten with the gradient of their sums
   * @param cells before the step, from cell on
   * @param squashed tanh of the cells after it, from cell on
   * @param hiddenGradient of the hidden values after the step, from state on
   * @param cellGradient of the cells after the step but for what comes by hidden, from state on;
   *     overwritten with that of the cells before it
   */
  static void backward(
      float[] gates,
      int gate,
      float[] cells,
      float[] squashed,
      int cell,
      float[] hiddenGradient,
      float[] cellGradient,
      int state,
      int width) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    for (int u = 0; u < width; u += LANES) {
      int at = gate + u;
      FloatVector i = FloatVector.fromArray(SPECIES, gates, at);
      FloatVector g = FloatVector.fromArray(SPECIES, gates, at + width);
      FloatVector f = FloatVector.fromArray(SPECIES, gates, at + 2 * width);
      FloatVector o = FloatVector.fromArray(SPECIES, gates, at + 3 * width);
      FloatVector tanh = FloatVector.fromArray(SPECIES, squashed, cell + u);
      FloatVector dh = FloatVector.fromArray(SPECIES, hiddenGradient, state + u);
      FloatVector dc = FloatVector.fromArray(SPECIES, cellGradient, state + u);
      dc = dh.mul(o).fma(one.sub(tanh.mul(tanh)), dc);
      dc.mul(f).intoArray(cellGradient, state + u);
      FloatVector di = dc.mul(i);
      di.mul(g).mul(one.sub(i)).intoArray(gates, at);
      di.mul(one.sub(g.mul(g))).intoArray(gates, at + width);
      FloatVector c = FloatVector.fromArray(SPECIES, cells, cell + u);
      dc.mul(c).mul(f).mul(one.sub(f)).intoArray(gates, at + 2 * width);
      dh.mul(tanh).mul(o).mul(one.sub(o)).intoArray(gates, at + 3 * width);
    }
  }
}
