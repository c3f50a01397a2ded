package inkcast.train;

import static inkcast.train.Panels.SPECIES;
import static inkcast.train.Panels.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * C += A B on the Vector API. Blocks of 4 rows and 4 vectors of C stay in registers while the
 * product runs down the whole depth; the order of the sums does not depend on timing, so the same
 * input gives the same bits on machines of one vector width.
 */
final class MatrixProduct {
  private static final int BLOCK = 4;
  private static final int LANES = SPECIES.length();

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
      int panel = column * depth;
      int row = 0;
      for (; row + BLOCK <= rows; row += BLOCK) {
        fourRows(
            c,
            cFrom + row * cStep + column,
            cStep,
            a,
            aFrom + row * aRow,
            aRow,
            aColumn,
            b.values,
            panel,
            depth);
      }
      for (; row < rows; row++) {
        oneRow(
            c,
            cFrom + row * cStep + column,
            a,
            aFrom + row * aRow,
            aColumn,
            b.values,
            panel,
            depth);
      }
    }
  }

  private static void fourRows(
      float[] c,
      int cAt,
      int cStep,
      float[] a,
      int aAt,
      int aRow,
      int aColumn,
      float[] b,
      int bAt,
      int depth) {
    int c1 = cAt + cStep;
    int c2 = c1 + cStep;
    int c3 = c2 + cStep;
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
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, bAt + LANES);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, bAt + 2 * LANES);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, bAt + 3 * LANES);
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
      aAt += aColumn;
      bAt += WIDTH;
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
  }

  private static void oneRow(
      float[] c, int cAt, float[] a, int aAt, int aColumn, float[] b, int bAt, int depth) {
    FloatVector c0 = FloatVector.fromArray(SPECIES, c, cAt);
    FloatVector c1 = FloatVector.fromArray(SPECIES, c, cAt + LANES);
    FloatVector c2 = FloatVector.fromArray(SPECIES, c, cAt + 2 * LANES);
    FloatVector c3 = FloatVector.fromArray(SPECIES, c, cAt + 3 * LANES);
    for (int k = 0; k < depth; k++) {
      FloatVector x = FloatVector.broadcast(SPECIES, a[aAt]);
      c0 = x.fma(FloatVector.fromArray(SPECIES, b, bAt), c0);
      c1 = x.fma(FloatVector.fromArray(SPECIES, b, bAt + LANES), c1);
      c2 = x.fma(FloatVector.fromArray(SPECIES, b, bAt + 2 * LANES), c2);
      c3 = x.fma(FloatVector.fromArray(SPECIES, b, bAt + 3 * LANES), c3);
      aAt += aColumn;
      bAt += WIDTH;
    }
    c0.intoArray(c, cAt);
    c1.intoArray(c, cAt + LANES);
    c2.intoArray(c, cAt + 2 * LANES);
    c3.intoArray(c, cAt + 3 * LANES);
  }
}
