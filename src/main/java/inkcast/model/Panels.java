package inkcast.model;

import static inkcast.model.FloatProduct.LANES;
import static inkcast.model.FloatProduct.WIDTH;

import org.jspecify.annotations.Nullable;

/**
 * The weights of one hand, packed for the vector twin: each panel is read from front to back and
 * feeds all four gates of as many units as a vector has lanes. Immutable, shared by threads.
 *
 * @param gates (gate panels, 4 + units, WIDTH): rows dx, dy, pen, bias, hidden; columns i, g, f, o
 *     of LANES units each, times {@link #factor}, with the forget bias in the bias
 * @param output (output panels, 1 + units, WIDTH): rows bias, hidden
 * @param int8 the same in int8, for few streams; null for a hand that is not stored so
 */
@SuppressWarnings("ArrayRecordComponent")
record Panels(Weights weights, float[] gates, float[] output, @Nullable Int8 int8) {

  private static final int CANDIDATE = 1; // gate g
  private static final int FORGET = 2; // gate f

  /**
   * Hidden rows in int8, the rest in float32.
   *
   * @param gates (gate panels, units, WIDTH)
   * @param gateScale (gate panels, WIDTH)
   * @param gateHead (gate panels, 4, WIDTH): rows dx, dy, pen, bias
   * @param output (output panels, units, WIDTH)
   * @param outputScale (output panels, WIDTH)
   * @param outputHead (output panels, 1, WIDTH): bias
   */
  record Int8(
      byte[] gates,
      float[] gateScale,
      float[] gateHead,
      byte[] output,
      float[] outputScale,
      float[] outputHead) {}

  static Panels of(Weights w) {
    int units = w.units();
    float[] gates = new float[gatePanels(units) * gateDepth(units) * WIDTH];
    float[] output = new float[outputPanels(w.outputs()) * outputDepth(units) * WIDTH];
    int gateColumns = Weights.GATES * units;
    for (int c = 0; c < gateColumns; c++) {
      int to = gateAt(c, units, gateDepth(units));
      head(w, c, gates, to);
      column(
          w.recurrentKernel(), c, gateColumns, factor(c, units), gates, to + Batch.HIDDEN * WIDTH);
    }
    for (int c = 0; c < w.outputs(); c++) {
      int to = outputAt(c, outputDepth(units));
      output[to] = w.outputBias()[c];
      column(w.outputKernel(), c, w.outputs(), 1, output, to + WIDTH);
    }
    Quantised q = w.quantised();
    return new Panels(w, gates, output, q == null || !Int8Product.AVAILABLE ? null : int8(w, q));
  }

  static int gatePanels(int units) {
    return (units + LANES - 1) / LANES;
  }

  static int outputPanels(int outputs) {
    return (outputs + WIDTH - 1) / WIDTH;
  }

  static int gateDepth(int units) {
    return Batch.HIDDEN + units;
  }

  static int outputDepth(int units) {
    return 1 + units;
  }

  private static Int8 int8(Weights w, Quantised q) {
    int units = w.units();
    int gatePanels = gatePanels(units);
    int outputPanels = outputPanels(w.outputs());
    Int8 to =
        new Int8(
            new byte[gatePanels * units * WIDTH],
            new float[gatePanels * WIDTH],
            new float[gatePanels * Batch.HIDDEN * WIDTH],
            new byte[outputPanels * units * WIDTH],
            new float[outputPanels * WIDTH],
            new float[outputPanels * WIDTH]);
    int gateColumns = Weights.GATES * units;
    for (int c = 0; c < gateColumns; c++) {
      to.gateScale[gateAt(c, units, 1)] = q.recurrentScale()[c] * factor(c, units);
      head(w, c, to.gateHead, gateAt(c, units, Batch.HIDDEN));
      int at = gateAt(c, units, units);
      for (int k = 0; k < units; k++) {
        to.gates[at + k * WIDTH] = q.recurrentLevels()[k * gateColumns + c];
      }
    }
    for (int c = 0; c < w.outputs(); c++) {
      to.outputScale[outputAt(c, 1)] = q.outputScale()[c];
      to.outputHead[outputAt(c, 1)] = w.outputBias()[c];
      int at = outputAt(c, units);
      for (int k = 0; k < units; k++) {
        to.output[at + k * WIDTH] = q.outputLevels()[k * w.outputs() + c];
      }
    }
    return to;
  }

  /** Rows dx, dy, pen and bias of a column of the gates. */
  private static void head(Weights w, int c, float[] to, int at) {
    int units = w.units();
    float factor = factor(c, units);
    column(w.inputKernel(), c, Weights.GATES * units, factor, to, at);
    float forget = c / units == FORGET ? w.forgetBias() : 0;
    to[at + Weights.INPUTS * WIDTH] = (w.bias()[c] + forget) * factor;
  }

  /**
   * What a gate's weights are multiplied with, exactly, so that e to the sum is what sigmoid(x) = 1
   * / (1 + e^-x) and tanh(x) = 2 sigmoid(2x) - 1 need.
   */
  private static float factor(int c, int units) {
    return c / units == CANDIDATE ? -2 : -1;
  }

  /** Where column c of the gates begins in panels of this depth. */
  private static int gateAt(int c, int units, int depth) {
    int gate = c / units;
    int unit = c % units;
    return unit / LANES * depth * WIDTH + gate * LANES + unit % LANES;
  }

  private static int outputAt(int c, int depth) {
    return c / WIDTH * depth * WIDTH + c % WIDTH;
  }

  private static void column(
      float[] matrix, int column, int columns, float factor, float[] to, int at) {
    for (int k = 0; k < matrix.length / columns; k++) {
      to[at + k * WIDTH] = matrix[k * columns + column] * factor;
    }
  }
}
