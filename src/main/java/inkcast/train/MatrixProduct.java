package inkcast.train;

import static inkcast.train.Panels.ORDER;
import static inkcast.train.Panels.SPECIES;
import static inkcast.train.Panels.WIDTH;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/**
 * C += A B on the Vector API. Blocks of some rows and 4 vectors of C stay in registers while the
 * product runs down the whole depth; the order of the sums does not depend on timing, so the same
 * input gives the same bits on machines of one vector width.
 */
final class MatrixProduct {
  private static final int LANES = SPECIES.length();
  private static final long STEP = SPECIES.vectorByteSize();

  /** As many rows share a load of B: 24 sums for 32 registers, 8 for 16. */
  private static final int BLOCK = LANES >= 16 ? 6 : 2;

  private MatrixProduct() {}

  /**
   * Adds A B to C.
   *
   * @param c (rows, columns of b), from index cFrom, rows cStep apart; columns fill whole panels
   * @param a (rows, rows of b), from index aFrom; element (i, k) is at i x aRow + k x aColumn, so
   *     that a transposed matrix needs no copy
   */
  static void add(
      float[] c,
      int cFrom,
      int cStep,
      float[] a,
      int aFrom,
      int aRow,
      int aColumn,
      int rows,
      Panels b) {
    int depth = b.rows();
    for (int column = 0; column < b.columns(); column += WIDTH) {
      long panel = (long) column * depth * Float.BYTES;
      int cAt = cFrom + column;
      int aAt = aFrom;
      int left = rows;
      for (; left >= 6 && BLOCK == 6; left -= 6) {
        sixRows(c, cAt, cStep, a, aAt, aRow, aColumn, b.values, panel, depth);
        cAt += 6 * cStep;
        aAt += 6 * aRow;
      }
      for (; left >= 2; left -= 2) {
        twoRows(c, cAt, cStep, a, aAt, aRow, aColumn, b.values, panel, depth);
        cAt += 2 * cStep;
        aAt += 2 * aRow;
      }
      if (left == 1) { // the same row twice, which gives the same sums twice
        twoRows(c, cAt, 0, a, aAt, 0, aColumn, b.values, panel, depth);
      }
    }
  }

  // The loops are written out because the compiler keeps vectors in registers only where it sees
  // each by its name.

  private static void sixRows(
      float[] c,
      int cAt,
      int cStep,
      float[] a,
      int aAt,
      int aRow,
      int aColumn,
      MemorySegment b,
      long bAt,
      int depth) {
    int c1 = cAt + cStep;
    int c2 = c1 + cStep;
    int c3 = c2 + cStep;
    int c4 = c3 + cStep;
    int c5 = c4 + cStep;
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, cAt);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, cAt + LANES);
    FloatVector c02 = FloatVector.fromArray(SPECIES, c, cAt + 2 * LANES);
    FloatVector c03 = FloatVector.fromArray(SPECIES, c, cAt + 3 * LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, c1);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c, c1 + LANES);
    FloatVector c12 = FloatVector.fromArray(SPECIES, c, c1 + 2 * LANES);
    FloatVector c13 = FloatVector.fromArray(SPECIES, c, c1 + 3 * LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, c, c2);
    FloatVector c21 = FloatVector.fromArray(SPECIES, c, c2 + LANES);
    FloatVector c22 = FloatVector.fromArray(SPECIES, c, c2 + 2 * LANES);
    FloatVector c23 = FloatVector.fromArray(SPECIES, c, c2 + 3 * LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, c, c3);
    FloatVector c31 = FloatVector.fromArray(SPECIES, c, c3 + LANES);
    FloatVector c32 = FloatVector.fromArray(SPECIES, c, c3 + 2 * LANES);
    FloatVector c33 = FloatVector.fromArray(SPECIES, c, c3 + 3 * LANES);
    FloatVector c40 = FloatVector.fromArray(SPECIES, c, c4);
    FloatVector c41 = FloatVector.fromArray(SPECIES, c, c4 + LANES);
    FloatVector c42 = FloatVector.fromArray(SPECIES, c, c4 + 2 * LANES);
    FloatVector c43 = FloatVector.fromArray(SPECIES, c, c4 + 3 * LANES);
    FloatVector c50 = FloatVector.fromArray(SPECIES, c, c5);
    FloatVector c51 = FloatVector.fromArray(SPECIES, c, c5 + LANES);
    FloatVector c52 = FloatVector.fromArray(SPECIES, c, c5 + 2 * LANES);
    FloatVector c53 = FloatVector.fromArray(SPECIES, c, c5 + 3 * LANES);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromMemorySegment(SPECIES, b, bAt, ORDER);
      FloatVector b1 = FloatVector.fromMemorySegment(SPECIES, b, bAt + STEP, ORDER);
      FloatVector b2 = FloatVector.fromMemorySegment(SPECIES, b, bAt + 2 * STEP, ORDER);
      FloatVector b3 = FloatVector.fromMemorySegment(SPECIES, b, bAt + 3 * STEP, ORDER);
      FloatVector x = FloatVector.broadcast(SPECIES, a[aAt]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      c02 = x.fma(b2, c02);
      c03 = x.fma(b3, c03);
      x = FloatVector.broadcast(SPECIES, a[aAt + aRow]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      c12 = x.fma(b2, c12);
      c13 = x.fma(b3, c13);
      x = FloatVector.broadcast(SPECIES, a[aAt + 2 * aRow]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      c22 = x.fma(b2, c22);
      c23 = x.fma(b3, c23);
      x = FloatVector.broadcast(SPECIES, a[aAt + 3 * aRow]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      c32 = x.fma(b2, c32);
      c33 = x.fma(b3, c33);
      x = FloatVector.broadcast(SPECIES, a[aAt + 4 * aRow]);
      c40 = x.fma(b0, c40);
      c41 = x.fma(b1, c41);
      c42 = x.fma(b2, c42);
      c43 = x.fma(b3, c43);
      x = FloatVector.broadcast(SPECIES, a[aAt + 5 * aRow]);
      c50 = x.fma(b0, c50);
      c51 = x.fma(b1, c51);
      c52 = x.fma(b2, c52);
      c53 = x.fma(b3, c53);
      aAt += aColumn;
      bAt += 4 * STEP;
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + LANES);
    c02.intoArray(c, cAt + 2 * LANES);
    c03.intoArray(c, cAt + 3 * LANES);
    c10.intoArray(c, c1);
    c11.intoArray(c, c1 + LANES);
    c12.intoArray(c, c1 + 2 * LANES);
    c13.intoArray(c, c1 + 3 * LANES);
    c20.intoArray(c, c2);
    c21.intoArray(c, c2 + LANES);
    c22.intoArray(c, c2 + 2 * LANES);
    c23.intoArray(c, c2 + 3 * LANES);
    c30.intoArray(c, c3);
    c31.intoArray(c, c3 + LANES);
    c32.intoArray(c, c3 + 2 * LANES);
    c33.intoArray(c, c3 + 3 * LANES);
    c40.intoArray(c, c4);
    c41.intoArray(c, c4 + LANES);
    c42.intoArray(c, c4 + 2 * LANES);
    c43.intoArray(c, c4 + 3 * LANES);
    c50.intoArray(c, c5);
    c51.intoArray(c, c5 + LANES);
    c52.intoArray(c, c5 + 2 * LANES);
    c53.intoArray(c, c5 + 3 * LANES);
  }

  private static void twoRows(
      float[] c,
      int cAt,
      int cStep,
      float[] a,
      int aAt,
      int aRow,
      int aColumn,
      MemorySegment b,
      long bAt,
      int depth) {
    int c1 = cAt + cStep;
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, cAt);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, cAt + LANES);
    FloatVector c02 = FloatVector.fromArray(SPECIES, c, cAt + 2 * LANES);
    FloatVector c03 = FloatVector.fromArray(SPECIES, c, cAt + 3 * LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, c1);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c, c1 + LANES);
    FloatVector c12 = FloatVector.fromArray(SPECIES, c, c1 + 2 * LANES);
    FloatVector c13 = FloatVector.fromArray(SPECIES, c, c1 + 3 * LANES);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromMemorySegment(SPECIES, b, bAt, ORDER);
      FloatVector b1 = FloatVector.fromMemorySegment(SPECIES, b, bAt + STEP, ORDER);
      FloatVector b2 = FloatVector.fromMemorySegment(SPECIES, b, bAt + 2 * STEP, ORDER);
      FloatVector b3 = FloatVector.fromMemorySegment(SPECIES, b, bAt + 3 * STEP, ORDER);
      FloatVector x = FloatVector.broadcast(SPECIES, a[aAt]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      c02 = x.fma(b2, c02);
      c03 = x.fma(b3, c03);
      x = FloatVector.broadcast(SPECIES, a[aAt + aRow]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      c12 = x.fma(b2, c12);
      c13 = x.fma(b3, c13);
      aAt += aColumn;
      bAt += 4 * STEP;
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + LANES);
    c02.intoArray(c, cAt + 2 * LANES);
    c03.intoArray(c, cAt + 3 * LANES);
    c10.intoArray(c, c1);
    c11.intoArray(c, c1 + LANES);
    c12.intoArray(c, c1 + 2 * LANES);
    c13.intoArray(c, c1 + 3 * LANES);
  }
}
