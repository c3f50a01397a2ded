package inkcast.model;

import static inkcast.model.FloatProduct.LANES;
import static inkcast.model.FloatProduct.ORDER;
import static inkcast.model.FloatProduct.SPECIES;
import static inkcast.model.FloatProduct.STEP;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/** The block of two rows of {@link FloatProduct}, which fits the 16 registers of short vectors. */
final class FloatPair {
  private FloatPair() {}

  /** As {@link FloatProduct#multiply}, for {@code rows} of 1 or 2, which it returns. */
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
    int x0 = xAt[r] + skip;
    int x1 = xAt[r + Math.min(1, rows - 1)] + skip;
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s00 = zero;
    FloatVector s01 = zero;
    FloatVector s02 = zero;
    FloatVector s03 = zero;
    FloatVector s10 = zero;
    FloatVector s11 = zero;
    FloatVector s12 = zero;
    FloatVector s13 = zero;
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
    return rows;
  }
}
