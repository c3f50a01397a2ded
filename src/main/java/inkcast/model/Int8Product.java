package inkcast.model;

import static inkcast.model.FloatProduct.LANES;
import static inkcast.model.FloatProduct.SPECIES;
import static inkcast.model.FloatProduct.WIDTH;
import static jdk.incubator.vector.VectorOperators.B2F;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * As {@link FloatProduct} with weights in int8, widened on the fly: a quarter of the memory to
 * read, which is what bounds a product of few rows, for more arithmetic.
 */
final class Int8Product {
  /** Whether this machine's vectors are long enough: a byte vector has 8 lanes at least. */
  static final boolean AVAILABLE = LANES >= 8;

  /** As many rows share a load at most. */
  static final int BLOCK = 2;

  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(8, LANES) * Byte.SIZE));

  private Int8Product() {}

  /**
   * Multiplies rows {@code r} to {@code r + n} with a panel.
   *
   * @param x values, row r from index {@code xAt[r] + skip} on, {@code depth} of them
   * @param panels (panels, depth, WIDTH)
   * @param panel index in panels of the panel's first value
   * @param scale (columns,), what a weight of 1 is worth, from index {@code column} on
   * @param to the sums of row r are added from index {@code toAt[t]} on, WIDTH of them
   * @return how many rows were multiplied: 2 or 1
   */
  static int multiplyAdd(
      float[] x,
      int[] xAt,
      int skip,
      int r,
      int rows,
      byte[] panels,
      int panel,
      int depth,
      float[] scale,
      int column,
      float[] to,
      int[] toAt,
      int t) {
    if (rows >= 2) {
      two(x, xAt, skip, r, panels, panel, depth, scale, column, to, toAt, t);
      return 2;
    }
    one(x, xAt, skip, r, panels, panel, depth, scale, column, to, toAt, t);
    return 1;
  }

  private static void two(
      float[] x,
      int[] xAt,
      int skip,
      int r,
      byte[] panels,
      int panel,
      int depth,
      float[] scale,
      int column,
      float[] to,
      int[] toAt,
      int t) {
    int x0 = xAt[r] + skip;
    int x1 = xAt[r + 1] + skip;
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector a00 = zero;
    FloatVector a01 = zero;
    FloatVector a02 = zero;
    FloatVector a03 = zero;
    FloatVector a10 = zero;
    FloatVector a11 = zero;
    FloatVector a12 = zero;
    FloatVector a13 = zero;
    int w = panel;
    for (int k = 0; k < depth; k++) {
      FloatVector va0 = FloatVector.broadcast(SPECIES, x[x0 + k]);
      FloatVector va1 = FloatVector.broadcast(SPECIES, x[x1 + k]);
      FloatVector wa0 =
          (FloatVector) ByteVector.fromArray(BYTES, panels, w).convertShape(B2F, SPECIES, 0);
      FloatVector wa1 =
          (FloatVector)
              ByteVector.fromArray(BYTES, panels, w + LANES).convertShape(B2F, SPECIES, 0);
      FloatVector wa2 =
          (FloatVector)
              ByteVector.fromArray(BYTES, panels, w + 2 * LANES).convertShape(B2F, SPECIES, 0);
      FloatVector wa3 =
          (FloatVector)
              ByteVector.fromArray(BYTES, panels, w + 3 * LANES).convertShape(B2F, SPECIES, 0);
      a00 = va0.fma(wa0, a00);
      a01 = va0.fma(wa1, a01);
      a02 = va0.fma(wa2, a02);
      a03 = va0.fma(wa3, a03);
      a10 = va1.fma(wa0, a10);
      a11 = va1.fma(wa1, a11);
      a12 = va1.fma(wa2, a12);
      a13 = va1.fma(wa3, a13);
      w += WIDTH;
    }
    int to0 = toAt[t];
    a00.fma(FloatVector.fromArray(SPECIES, scale, column), FloatVector.fromArray(SPECIES, to, to0))
        .intoArray(to, to0);
    a01.fma(
            FloatVector.fromArray(SPECIES, scale, column + LANES),
            FloatVector.fromArray(SPECIES, to, to0 + LANES))
        .intoArray(to, to0 + LANES);
    a02.fma(
            FloatVector.fromArray(SPECIES, scale, column + 2 * LANES),
            FloatVector.fromArray(SPECIES, to, to0 + 2 * LANES))
        .intoArray(to, to0 + 2 * LANES);
    a03.fma(
            FloatVector.fromArray(SPECIES, scale, column + 3 * LANES),
            FloatVector.fromArray(SPECIES, to, to0 + 3 * LANES))
        .intoArray(to, to0 + 3 * LANES);
    int to1 = toAt[t + 1];
    a10.fma(FloatVector.fromArray(SPECIES, scale, column), FloatVector.fromArray(SPECIES, to, to1))
        .intoArray(to, to1);
    a11.fma(
            FloatVector.fromArray(SPECIES, scale, column + LANES),
            FloatVector.fromArray(SPECIES, to, to1 + LANES))
        .intoArray(to, to1 + LANES);
    a12.fma(
            FloatVector.fromArray(SPECIES, scale, column + 2 * LANES),
            FloatVector.fromArray(SPECIES, to, to1 + 2 * LANES))
        .intoArray(to, to1 + 2 * LANES);
    a13.fma(
            FloatVector.fromArray(SPECIES, scale, column + 3 * LANES),
            FloatVector.fromArray(SPECIES, to, to1 + 3 * LANES))
        .intoArray(to, to1 + 3 * LANES);
  }

  private static void one(
      float[] x,
      int[] xAt,
      int skip,
      int r,
      byte[] panels,
      int panel,
      int depth,
      float[] scale,
      int column,
      float[] to,
      int[] toAt,
      int t) {
    int x0 = xAt[r] + skip;
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector a00 = zero;
    FloatVector a01 = zero;
    FloatVector a02 = zero;
    FloatVector a03 = zero;
    FloatVector b00 = zero;
    FloatVector b01 = zero;
    FloatVector b02 = zero;
    FloatVector b03 = zero;
    int w = panel;
    int k = 0;
    for (; k + 2 <= depth; k += 2) { // two sets of sums hide the latency of one
      FloatVector va0 = FloatVector.broadcast(SPECIES, x[x0 + k]);
      FloatVector wa0 =
          (FloatVector) ByteVector.fromArray(BYTES, panels, w).convertShape(B2F, SPECIES, 0);
      FloatVector wa1 =
          (FloatVector)
              ByteVector.fromArray(BYTES, panels, w + LANES).convertShape(B2F, SPECIES, 0);
      FloatVector wa2 =
          (FloatVector)
              ByteVector.fromArray(BYTES, panels, w + 2 * LANES).convertShape(B2F, SPECIES, 0);
      FloatVector wa3 =
          (FloatVector)
              ByteVector.fromArray(BYTES, panels, w + 3 * LANES).convertShape(B2F, SPECIES, 0);
      a00 = va0.fma(wa0, a00);
      a01 = va0.fma(wa1, a01);
      a02 = va0.fma(wa2, a02);
      a03 = va0.fma(wa3, a03);
      FloatVector vb0 = FloatVector.broadcast(SPECIES, x[x0 + k + 1]);
      FloatVector wb0 =
          (FloatVector)
              ByteVector.fromArray(BYTES, panels, w + 4 * LANES).convertShape(B2F, SPECIES, 0);
      FloatVector wb1 =
          (FloatVector)
              ByteVector.fromArray(BYTES, panels, w + 5 * LANES).convertShape(B2F, SPECIES, 0);
      FloatVector wb2 =
          (FloatVector)
              ByteVector.fromArray(BYTES, panels, w + 6 * LANES).convertShape(B2F, SPECIES, 0);
      FloatVector wb3 =
          (FloatVector)
              ByteVector.fromArray(BYTES, panels, w + 7 * LANES).convertShape(B2F, SPECIES, 0);
      b00 = vb0.fma(wb0, b00);
      b01 = vb0.fma(wb1, b01);
      b02 = vb0.fma(wb2, b02);
      b03 = vb0.fma(wb3, b03);
      w += 2 * WIDTH;
    }
    for (; k < depth; k++) {
      FloatVector va0 = FloatVector.broadcast(SPECIES, x[x0 + k]);
      FloatVector wa0 =
          (FloatVector) ByteVector.fromArray(BYTES, panels, w).convertShape(B2F, SPECIES, 0);
      FloatVector wa1 =
          (FloatVector)
              ByteVector.fromArray(BYTES, panels, w + LANES).convertShape(B2F, SPECIES, 0);
      FloatVector wa2 =
          (FloatVector)
              ByteVector.fromArray(BYTES, panels, w + 2 * LANES).convertShape(B2F, SPECIES, 0);
      FloatVector wa3 =
          (FloatVector)
              ByteVector.fromArray(BYTES, panels, w + 3 * LANES).convertShape(B2F, SPECIES, 0);
      a00 = va0.fma(wa0, a00);
      a01 = va0.fma(wa1, a01);
      a02 = va0.fma(wa2, a02);
      a03 = va0.fma(wa3, a03);
      w += WIDTH;
    }
    int to0 = toAt[t];
    a00.add(b00)
        .fma(FloatVector.fromArray(SPECIES, scale, column), FloatVector.fromArray(SPECIES, to, to0))
        .intoArray(to, to0);
    a01.add(b01)
        .fma(
            FloatVector.fromArray(SPECIES, scale, column + LANES),
            FloatVector.fromArray(SPECIES, to, to0 + LANES))
        .intoArray(to, to0 + LANES);
    a02.add(b02)
        .fma(
            FloatVector.fromArray(SPECIES, scale, column + 2 * LANES),
            FloatVector.fromArray(SPECIES, to, to0 + 2 * LANES))
        .intoArray(to, to0 + 2 * LANES);
    a03.add(b03)
        .fma(
            FloatVector.fromArray(SPECIES, scale, column + 3 * LANES),
            FloatVector.fromArray(SPECIES, to, to0 + 3 * LANES))
        .intoArray(to, to0 + 3 * LANES);
  }
}
