package inkcast.model;

import static inkcast.model.FloatProduct.LANES;
import static inkcast.model.FloatProduct.WIDTH;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * The weights of one hand, packed for the vector twin: each panel is read from front to back and
 * feeds all four gates of as many units as a vector has lanes. Immutable, shared by threads.
 *
 * <p>Outside the heap, because an array begins 16 bytes after its object, so that each load of 64
 * bytes would touch two cache lines.
 *
 * @param gates a panel each, (4 + units, WIDTH) floats: rows dx, dy, pen, bias, hidden; columns i,
 *     g, f, o of LANES units each, times {@link #factor}, with the forget bias in the bias
 * @param output a panel each, (1 + units, WIDTH) floats: rows bias, hidden
 * @param int8 the same in int8, for few streams; null for a hand that is not stored so
 */
@SuppressWarnings("ArrayRecordComponent")
record Panels(Weights weights, MemorySegment[] gates, MemorySegment[] output, @Nullable Int8 int8) {

  private static final long CACHE_LINE = 64; // bytes

  private static final int CANDIDATE = 1; // gate g
  private static final int FORGET = 2; // gate f

  /**
   * Hidden rows in int8, the rest in float32.
   *
   * @param gates a panel each, (units, LANES) words of {@link Int8Product}
   * @param gateScale (gate panels, WIDTH)
   * @param gateHead a panel each, (4, WIDTH) floats: rows dx, dy, pen, bias
   * @param output a panel each, likewise
   * @param outputScale (output panels, WIDTH)
   * @param outputHead a panel each, (1, WIDTH) floats: bias
   */
  record Int8(
      MemorySegment[] gates,
      float[] gateScale,
      MemorySegment[] gateHead,
      MemorySegment[] output,
      float[] outputScale,
      MemorySegment[] outputHead) {}

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
    return new Panels(
        w,
        aligned(MemorySegment.ofArray(gates), gatePanels(units)),
        aligned(MemorySegment.ofArray(output), outputPanels(w.outputs())),
        q == null || !fits(q) ? null : int8(w, q));
  }

  private static boolean fits(Quantised q) {
    return Int8Product.fits(q.recurrent().levels()) && Int8Product.fits(q.output().levels());
  }

  /** Copies panels out of the heap, each to the beginning of a cache line. */
  private static MemorySegment[] aligned(MemorySegment packed, int panels) {
    MemorySegment all = Arena.ofAuto().allocate(packed.byteSize(), CACHE_LINE).copyFrom(packed);
    long size = all.byteSize() / panels;
    MemorySegment[] slices = new MemorySegment[panels];
    for (int i = 0; i < panels; i++) {
      slices[i] = all.asSlice(i * size, size).asReadOnly();
    }
    return slices;
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
    int[] gates = new int[gatePanels * units * LANES];
    float[] gateScale = new float[gatePanels * WIDTH];
    float[] gateHead = new float[gatePanels * Batch.HIDDEN * WIDTH];
    int[] output = new int[outputPanels * units * LANES];
    float[] outputScale = new float[outputPanels * WIDTH];
    float[] outputHead = new float[outputPanels * WIDTH];
    int gateColumns = Weights.GATES * units;
    for (int c = 0; c < gateColumns; c++) {
      gateScale[gateAt(c, units, 1)] =
          q.recurrent().scale()[c] / Int8Product.LEVEL * factor(c, units);
      head(w, c, gateHead, gateAt(c, units, Batch.HIDDEN));
      int unit = c % units;
      int at = unit / LANES * units * LANES + unit % LANES;
      words(q.recurrent().levels(), c, gateColumns, c / units, gates, at);
    }
    for (int c = 0; c < w.outputs(); c++) {
      outputScale[outputAt(c, 1)] = q.output().scale()[c] / Int8Product.LEVEL;
      outputHead[outputAt(c, 1)] = w.outputBias()[c];
      int at = c / WIDTH * units * LANES + c % LANES;
      words(q.output().levels(), c, w.outputs(), c % WIDTH / LANES, output, at);
    }
    return new Int8(
        aligned(MemorySegment.ofArray(gates), gatePanels),
        gateScale,
        aligned(MemorySegment.ofArray(gateHead), gatePanels),
        aligned(MemorySegment.ofArray(output), outputPanels),
        outputScale,
        aligned(MemorySegment.ofArray(outputHead), outputPanels));
  }

  /** Adds the levels of one column to their words. */
  private static void words(byte[] levels, int c, int columns, int part, int[] to, int at) {
    for (int k = 0; k < levels.length / columns; k++) {
      to[at + k * LANES] += Int8Product.part(levels[k * columns + c], part);
    }
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
