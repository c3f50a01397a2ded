package inkcast.model;

import static inkcast.model.FloatProduct.LANES;
import static inkcast.model.FloatProduct.SPECIES;
import static inkcast.model.FloatProduct.WIDTH;

import inkcast.model.Panels.Int8;
import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;

/**
 * The recurrent step on the Vector API. All streams go through one panel of weights before the
 * next, so that the panel stays in the processor's cache. Weights that are stored as int8 are read
 * as int8 for few streams, where reading them is what takes the time, and as float32 for many.
 */
final class VectorLstm implements SliceableLstm {
  private static final float MAX_EXPONENT = 29; // e^29 to the third is still a float

  private final Panels panels;
  private final int fewest; // streams that read float32 though there is int8
  private final float[] sums = new float[FloatProduct.BLOCK * WIDTH]; // gates of a block
  private final int[] sumsAt = new int[FloatProduct.BLOCK];
  private final float[] squashed = new float[FloatProduct.BLOCK * LANES]; // cells of a block
  private int[] from = {}; // (count,), where in state the present place of each stream begins
  private int[] next = {}; // (count,), and the next place
  private int[] outputAt = {}; // (count,)

  /**
   * Packs nothing itself.
   *
   * @param fewest streams from which on float32 is used though there is int8
   */
  VectorLstm(Panels panels, int fewest) {
    this.panels = panels;
    this.fewest = fewest;
    for (int i = 0; i < sumsAt.length; i++) {
      sumsAt[i] = i * WIDTH;
    }
  }

  @Override
  public void update(Batch batch, int[] rows, int count) {
    reserve(batch.rows());
    for (int r = 0; r < count; r++) {
      int row = rows[r];
      from[r] = batch.at[row];
      next[r] = batch.next(row);
      outputAt[r] = row * batch.outputStride;
    }
    Int8 int8 = count < fewest ? panels.int8() : null;
    for (int panel = 0; panel < panels.gates().length; panel++) {
      hidden(batch, rows, count, panel, int8);
    }
    for (int r = 0; r < count; r++) {
      batch.at[rows[r]] = next[r];
    }
    for (int panel = 0; panel < panels.output().length; panel++) {
      output(batch, count, panel, int8);
    }
  }

  @Override
  public SliceableLstm another() {
    return new VectorLstm(panels, fewest);
  }

  @Override
  public int quorum() { // float32 sums in one order whatever the block, but int8 in another
    return panels.int8() == null ? 1 : fewest;
  }

  @Override
  public int grain() { // whole blocks, and not so few that the slice would read int8
    return Batch.padded(fewest, FloatProduct.BLOCK);
  }

  /** Once a batch: the streams of a hand do not change their number. */
  private void reserve(int count) {
    if (from.length < count) {
      from = new int[count];
      next = new int[count];
      outputAt = new int[count];
    }
  }

  /** The new cell and hidden values of the units of one panel. */
  private void hidden(Batch b, int[] rows, int count, int panel, @Nullable Int8 int8) {
    int units = panels.weights().units();
    int unit = panel * LANES;
    int done;
    for (int r = 0; r < count; r += done) {
      if (int8 == null) {
        int depth = Panels.gateDepth(units);
        done =
            FloatProduct.multiply(
                b.state, from, 0, r, count - r, panels.gates()[panel], depth, sums, sumsAt, 0);
      } else {
        done = 1;
        FloatProduct.multiply(
            b.state, from, 0, r, 1, int8.gateHead()[panel], Batch.HIDDEN, sums, sumsAt, 0);
        Int8Product.multiplyAdd(
            b.state,
            from[r] + Batch.HIDDEN,
            int8.gates()[panel],
            units,
            int8.gateScale(),
            panel * WIDTH,
            sums,
            0);
      }
      exp(sums, done * WIDTH);
      for (int i = 0; i < done; i++) {
        cell(sums, i * WIDTH, b.cell, rows[r + i] * b.stride + unit, squashed, i * LANES);
      }
      exp(squashed, done * LANES);
      for (int i = 0; i < done; i++) {
        hidden(sums, i * WIDTH, squashed, i * LANES, b.state, next[r + i] + Batch.HIDDEN + unit);
      }
    }
  }

  /** The raw outputs of one panel. */
  private void output(Batch b, int count, int panel, @Nullable Int8 int8) {
    int units = panels.weights().units();
    for (int r = 0; r < count; r++) {
      outputAt[r] += panel == 0 ? 0 : WIDTH;
    }
    int done;
    for (int r = 0; r < count; r += done) {
      if (int8 == null) {
        int depth = Panels.outputDepth(units);
        done =
            FloatProduct.multiply(
                b.state,
                next,
                Weights.INPUTS,
                r,
                count - r,
                panels.output()[panel],
                depth,
                b.output,
                outputAt,
                r);
      } else {
        done = 1;
        FloatProduct.multiply(
            b.state,
            next,
            Weights.INPUTS,
            r,
            done,
            int8.outputHead()[panel],
            1,
            b.output,
            outputAt,
            r);
        Int8Product.multiplyAdd(
            b.state,
            next[r] + Batch.HIDDEN,
            int8.output()[panel],
            units,
            int8.outputScale(),
            panel * WIDTH,
            b.output,
            outputAt[r]);
      }
    }
  }

  // No method calls another that returns a vector, but for the one loop over VectorMath.exp: the
  // operations on vectors inline so many bytecodes that soon the compiler's limit is passed, and
  // what it does not inline gets and gives its vectors in boxes. And the exponentials are clamped
  // where a sigmoid differs from 0 by less than any float near 1 can, so that three of them may be
  // multiplied: one division serves for three.

  private static void exp(float[] values, int count) {
    for (int i = 0; i < count; i += LANES) {
      VectorMath.exp(FloatVector.fromArray(SPECIES, values, i), MAX_EXPONENT).intoArray(values, i);
    }
  }

  /**
   * The new cell values of one stream: c / f + (1 - g) / (i (1 + g)), see {@link Panels}.
   *
   * @param e exponentials of the negated gates i, 2g, f, o
   * @param negated overwritten with -2c
   */
  private static void cell(
      float[] e, int at, float[] cell, int cellAt, float[] negated, int negatedAt) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    FloatVector g = FloatVector.fromArray(SPECIES, e, at + LANES);
    FloatVector ig = FloatVector.fromArray(SPECIES, e, at).add(one).mul(g.add(one));
    FloatVector f = FloatVector.fromArray(SPECIES, e, at + 2 * LANES).add(one);
    FloatVector c = FloatVector.fromArray(SPECIES, cell, cellAt);
    c = c.fma(ig, one.sub(g).mul(f)).div(ig.mul(f));
    c.intoArray(cell, cellAt);
    c.mul(-2).intoArray(negated, negatedAt);
  }

  private static void hidden(
      float[] e, int at, float[] squashed, int squashedAt, float[] hidden, int hiddenAt) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    FloatVector o = FloatVector.fromArray(SPECIES, e, at + 3 * LANES).add(one);
    FloatVector c = FloatVector.fromArray(SPECIES, squashed, squashedAt);
    one.sub(c).div(c.add(one).mul(o)).intoArray(hidden, hiddenAt);
  }
}
