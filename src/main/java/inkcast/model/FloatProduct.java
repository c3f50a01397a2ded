package inkcast.model;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The product of some rows with packed weights on the Vector API: sums of {@link #WIDTH} columns
 * stay in registers while the product runs down the whole depth, so that each weight is loaded once
 * for as many rows as the registers hold. The loops are written out because the compiler keeps
 * vectors in registers only where it sees each by its name, and in methods of their own because it
 * boxes vectors where inlining gives up.
 */
final class FloatProduct {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  /** Columns of one panel: four vectors, one a gate. */
  static final int WIDTH = Weights.GATES * LANES;

  /** As many rows share a load of weights at most: 24 sums for 32 registers, 8 for 16. */
  static final int BLOCK = LANES >= 16 ? 6 : 2;

  static final ByteOrder ORDER = ByteOrder.nativeOrder();
  static final long STEP = SPECIES.vectorByteSize();

  private FloatProduct() {}

  /**
   * Multiplies rows {@code r} to {@code r + n} with a panel.
   *
   * @param x values, row r from index {@code xAt[r] + skip} on, {@code depth} of them
   * @param panel (depth, WIDTH) floats, aligned to a vector's length
   * @param to overwritten, the sums of row r from index {@code toAt[t]} on, WIDTH of them
   * @return how many rows were multiplied: n
   */
  static int multiply(
      float[] x,
      int[] xAt,
      int skip,
      int r,
      int rows,
      MemorySegment panel,
      int depth,
      float[] to,
      int[] toAt,
      int t) {
    if (BLOCK == 6 && rows >= 5 && rows != 7 && rows != 8) { // these are better as 4 and 3 or 4
      return six(x, xAt, skip, r, Math.min(rows, 6), panel, depth, to, toAt, t);
    }
    if (BLOCK == 6 && rows >= 3) {
      return four(x, xAt, skip, r, Math.min(rows, 4), panel, depth, to, toAt, t);
    }
    return FloatPair.multiply(x, xAt, skip, r, Math.min(rows, 2), panel, depth, to, toAt, t);
  }

  // Where there are too few rows the last one is multiplied more than once: that takes no longer,
  // as what takes the time is reading the weights.

  private static int six(
      float[] x,
      int[] xAt,
      int skip,
      int r,
      int rows,
      MemorySegment panel,
      int depth,
      float[] to,
      int[] toAt,
      int t) {
    int x0 = xAt[r] + skip;
    int x1 = xAt[r + Math.min(1, rows - 1)] + skip;
    int x2 = xAt[r + Math.min(2, rows - 1)] + skip;
    int x3 = xAt[r + Math.min(3, rows - 1)] + skip;
    int x4 = xAt[r + Math.min(4, rows - 1)] + skip;
    int x5 = xAt[r + Math.min(5, rows - 1)] + skip;
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s00 = zero;
    FloatVector s01 = zero;
    FloatVector s02 = zero;
    FloatVector s03 = zero;
    FloatVector s10 = zero;
    FloatVector s11 = zero;
    FloatVector s12 = zero;
    FloatVector s13 = zero;
    FloatVector s20 = zero;
    FloatVector s21 = zero;
    FloatVector s22 = zero;
    FloatVector s23 = zero;
    FloatVector s30 = zero;
    FloatVector s31 = zero;
    FloatVector s32 = zero;
    FloatVector s33 = zero;
    FloatVector s40 = zero;
    FloatVector s41 = zero;
    FloatVector s42 = zero;
    FloatVector s43 = zero;
    FloatVector s50 = zero;
    FloatVector s51 = zero;
    FloatVector s52 = zero;
    FloatVector s53 = zero;
    long w = 0;
    for (int k = 0; k < depth; k++) {
      FloatVector w0 = FloatVector.fromMemorySegment(SPECIES, panel, w, ORDER);
      FloatVector w1 = FloatVector.fromMemorySegment(SPECIES, panel, w + STEP, ORDER);
      FloatVector w2 = FloatVector.fromMemorySegment(SPECIES, panel, w + 2 * STEP, ORDER);
      FloatVector w3 = FloatVector.fromMemorySegment(SPECIES, panel, w + 3 * STEP, ORDER);
      FloatVector v = FloatVector.broadcast(SPECIES, x[x0 + k]);
      s00 = v.fma(w0, s00);
      s01 = v.fma(w1, s01);
      s02 = v.fma(w2, s02);
      s03 = v.fma(w3, s03);
      v = FloatVector.broadcast(SPECIES, x[x1 + k]);
      s10 = v.fma(w0, s10);
      s11 = v.fma(w1, s11);
      s12 = v.fma(w2, s12);
      s13 = v.fma(w3, s13);
      v = FloatVector.broadcast(SPECIES, x[x2 + k]);
      s20 = v.fma(w0, s20);
      s21 = v.fma(w1, s21);
      s22 = v.fma(w2, s22);
      s23 = v.fma(w3, s23);
      v = FloatVector.broadcast(SPECIES, x[x3 + k]);
      s30 = v.fma(w0, s30);
      s31 = v.fma(w1, s31);
      s32 = v.fma(w2, s32);
      s33 = v.fma(w3, s33);
      v = FloatVector.broadcast(SPECIES, x[x4 + k]);
      s40 = v.fma(w0, s40);
      s41 = v.fma(w1, s41);
      s42 = v.fma(w2, s42);
      s43 = v.fma(w3, s43);
      v = FloatVector.broadcast(SPECIES, x[x5 + k]);
      s50 = v.fma(w0, s50);
      s51 = v.fma(w1, s51);
      s52 = v.fma(w2, s52);
      s53 = v.fma(w3, s53);
      w += 4 * STEP;
    }
    int to0 = toAt[t];
    s00.intoArray(to, to0);
    s01.intoArray(to, to0 + LANES);
    s02.intoArray(to, to0 + 2 * LANES);
    s03.intoArray(to, to0 + 3 * LANES);
    int to1 = toAt[t + Math.min(1, rows - 1)];
    s10.intoArray(to, to1);
    s11.intoArray(to, to1 + LANES);
    s12.intoArray(to, to1 + 2 * LANES);
    s13.intoArray(to, to1 + 3 * LANES);
    int to2 = toAt[t + Math.min(2, rows - 1)];
    s20.intoArray(to, to2);
    s21.intoArray(to, to2 + LANES);
    s22.intoArray(to, to2 + 2 * LANES);
    s23.intoArray(to, to2 + 3 * LANES);
    int to3 = toAt[t + Math.min(3, rows - 1)];
    s30.intoArray(to, to3);
    s31.intoArray(to, to3 + LANES);
    s32.intoArray(to, to3 + 2 * LANES);
    s33.intoArray(to, to3 + 3 * LANES);
    int to4 = toAt[t + Math.min(4, rows - 1)];
    s40.intoArray(to, to4);
    s41.intoArray(to, to4 + LANES);
    s42.intoArray(to, to4 + 2 * LANES);
    s43.intoArray(to, to4 + 3 * LANES);
    int to5 = toAt[t + Math.min(5, rows - 1)];
    s50.intoArray(to, to5);
    s51.intoArray(to, to5 + LANES);
    s52.intoArray(to, to5 + 2 * LANES);
    s53.intoArray(to, to5 + 3 * LANES);
    return rows;
  }

  private static int four(
      float[] x,
      int[] xAt,
      int skip,
      int r,
      int rows,
      MemorySegment panel,
      int depth,
      float[] to,
      int[] toAt,
      int t) {
    int x0 = xAt[r] + skip;
    int x1 = xAt[r + Math.min(1, rows - 1)] + skip;
    int x2 = xAt[r + Math.min(2, rows - 1)] + skip;
    int x3 = xAt[r + Math.min(3, rows - 1)] + skip;
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s00 = zero;
    FloatVector s01 = zero;
    FloatVector s02 = zero;
    FloatVector s03 = zero;
    FloatVector s10 = zero;
    FloatVector s11 = zero;
    FloatVector s12 = zero;
    FloatVector s13 = zero;
    FloatVector s20 = zero;
    FloatVector s21 = zero;
    FloatVector s22 = zero;
    FloatVector s23 = zero;
    FloatVector s30 = zero;
    FloatVector s31 = zero;
    FloatVector s32 = zero;
    FloatVector s33 = zero;
    long w = 0;
    for (int k = 0; k < depth; k++) {
      FloatVector w0 = FloatVector.fromMemorySegment(SPECIES, panel, w, ORDER);
      FloatVector w1 = FloatVector.fromMemorySegment(SPECIES, panel, w + STEP, ORDER);
      FloatVector w2 = FloatVector.fromMemorySegment(SPECIES, panel, w + 2 * STEP, ORDER);
      FloatVector w3 = FloatVector.fromMemorySegment(SPECIES, panel, w + 3 * STEP, ORDER);
      FloatVector v = FloatVector.broadcast(SPECIES, x[x0 + k]);
      s00 = v.fma(w0, s00);
      s01 = v.fma(w1, s01);
      s02 = v.fma(w2, s02);
      s03 = v.fma(w3, s03);
      v = FloatVector.broadcast(SPECIES, x[x1 + k]);
      s10 = v.fma(w0, s10);
      s11 = v.fma(w1, s11);
      s12 = v.fma(w2, s12);
      s13 = v.fma(w3, s13);
      v = FloatVector.broadcast(SPECIES, x[x2 + k]);
      s20 = v.fma(w0, s20);
      s21 = v.fma(w1, s21);
      s22 = v.fma(w2, s22);
      s23 = v.fma(w3, s23);
      v = FloatVector.broadcast(SPECIES, x[x3 + k]);
      s30 = v.fma(w0, s30);
      s31 = v.fma(w1, s31);
      s32 = v.fma(w2, s32);
      s33 = v.fma(w3, s33);
      w += 4 * STEP;
    }
    int to0 = toAt[t];
    s00.intoArray(to, to0);
    s01.intoArray(to, to0 + LANES);
    s02.intoArray(to, to0 + 2 * LANES);
    s03.intoArray(to, to0 + 3 * LANES);
    int to1 = toAt[t + Math.min(1, rows - 1)];
    s10.intoArray(to, to1);
    s11.intoArray(to, to1 + LANES);
    s12.intoArray(to, to1 + 2 * LANES);
    s13.intoArray(to, to1 + 3 * LANES);
    int to2 = toAt[t + Math.min(2, rows - 1)];
    s20.intoArray(to, to2);
    s21.intoArray(to, to2 + LANES);
    s22.intoArray(to, to2 + 2 * LANES);
    s23.intoArray(to, to2 + 3 * LANES);
    int to3 = toAt[t + Math.min(3, rows - 1)];
    s30.intoArray(to, to3);
    s31.intoArray(to, to3 + LANES);
    s32.intoArray(to, to3 + 2 * LANES);
    s33.intoArray(to, to3 + 3 * LANES);
    return rows;
  }
}
