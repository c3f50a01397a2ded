package inkcast.model;

import static inkcast.model.FloatProduct.LANES;
import static inkcast.model.FloatProduct.ORDER;
import static inkcast.model.FloatProduct.SPECIES;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * As {@link FloatProduct} with weights in int8, widened on the fly: a quarter of the memory to
 * read, which is what bounds the product of a single row, for more arithmetic.
 *
 * <p>A lane's four levels l0 to l3, one a column, are one word, l0 + 2^8 l1 + 2^16 l2 + 2^24 l3.
 * Shifted to the left by 24, 16, 8 and 0 bits and converted, it is each level times 2^24, plus what
 * the levels before it carry into it; as products are sums, the carry is taken off the sum over the
 * whole depth. That is fewer operations than to take each level out by itself. Only the last
 * conversion rounds, by less than a float32 weight would be rounded.
 */
final class Int8Product {
  /** What a level of 1 is worth in a sum. */
  static final float LEVEL = 1 << 24;

  /** Levels are -127 to 127, so that no word overflows. */
  private static final int MAX_LEVEL = 127;

  private static final float CARRY = -1f / (1 << 8); // of a sum into the next one
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final long STEP = INTS.vectorByteSize();

  private Int8Product() {}

  /** Whether all levels are within the limit; a file may hold -128. */
  static boolean fits(byte[] levels) {
    for (byte level : levels) {
      if (level < -MAX_LEVEL) {
        return false;
      }
    }
    return true;
  }

  /** The part of a level in its word. */
  static int part(int level, int column) {
    return level << (Byte.SIZE * column);
  }

  /**
   * Multiplies one row with a panel.
   *
   * @param x values, from index {@code x0} on, {@code depth} of them
   * @param panel (depth, LANES) words, aligned to a vector's length
   * @param scale (columns,), what a level is worth, by {@link #LEVEL}, from index {@code column} on
   * @param to the sums are added from index {@code to0} on, WIDTH of them
   */
  static void multiplyAdd(
      float[] x,
      int x0,
      MemorySegment panel,
      int depth,
      float[] scale,
      int column,
      float[] to,
      int to0) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector a0 = zero;
    FloatVector a1 = zero;
    FloatVector a2 = zero;
    FloatVector a3 = zero;
    FloatVector b0 = zero;
    FloatVector b1 = zero;
    FloatVector b2 = zero;
    FloatVector b3 = zero;
    long w = 0;
    int k = 0;
    for (; k + 2 <= depth; k += 2) { // two sets of sums hide the latency of one
      IntVector words = IntVector.fromMemorySegment(INTS, panel, w, ORDER);
      FloatVector w0 = (FloatVector) words.lanewise(LSHL, 24).convertShape(I2F, SPECIES, 0);
      FloatVector w1 = (FloatVector) words.lanewise(LSHL, 16).convertShape(I2F, SPECIES, 0);
      FloatVector w2 = (FloatVector) words.lanewise(LSHL, 8).convertShape(I2F, SPECIES, 0);
      FloatVector w3 = (FloatVector) words.convertShape(I2F, SPECIES, 0);
      FloatVector v = FloatVector.broadcast(SPECIES, x[x0 + k]);
      a0 = v.fma(w0, a0);
      a1 = v.fma(w1, a1);
      a2 = v.fma(w2, a2);
      a3 = v.fma(w3, a3);
      words = IntVector.fromMemorySegment(INTS, panel, w + STEP, ORDER);
      w0 = (FloatVector) words.lanewise(LSHL, 24).convertShape(I2F, SPECIES, 0);
      w1 = (FloatVector) words.lanewise(LSHL, 16).convertShape(I2F, SPECIES, 0);
      w2 = (FloatVector) words.lanewise(LSHL, 8).convertShape(I2F, SPECIES, 0);
      w3 = (FloatVector) words.convertShape(I2F, SPECIES, 0);
      v = FloatVector.broadcast(SPECIES, x[x0 + k + 1]);
      b0 = v.fma(w0, b0);
      b1 = v.fma(w1, b1);
      b2 = v.fma(w2, b2);
      b3 = v.fma(w3, b3);
      w += 2 * STEP;
    }
    for (; k < depth; k++) {
      IntVector words = IntVector.fromMemorySegment(INTS, panel, w, ORDER);
      FloatVector w0 = (FloatVector) words.lanewise(LSHL, 24).convertShape(I2F, SPECIES, 0);
      FloatVector w1 = (FloatVector) words.lanewise(LSHL, 16).convertShape(I2F, SPECIES, 0);
      FloatVector w2 = (FloatVector) words.lanewise(LSHL, 8).convertShape(I2F, SPECIES, 0);
      FloatVector w3 = (FloatVector) words.convertShape(I2F, SPECIES, 0);
      FloatVector v = FloatVector.broadcast(SPECIES, x[x0 + k]);
      a0 = v.fma(w0, a0);
      a1 = v.fma(w1, a1);
      a2 = v.fma(w2, a2);
      a3 = v.fma(w3, a3);
      w += STEP;
    }
    a0 = a0.add(b0);
    a1 = a1.add(b1);
    a2 = a2.add(b2);
    a3 = a3.add(b3);
    FloatVector carry = FloatVector.broadcast(SPECIES, CARRY);
    a0.fma(FloatVector.fromArray(SPECIES, scale, column), FloatVector.fromArray(SPECIES, to, to0))
        .intoArray(to, to0);
    a0.fma(carry, a1)
        .fma(
            FloatVector.fromArray(SPECIES, scale, column + LANES),
            FloatVector.fromArray(SPECIES, to, to0 + LANES))
        .intoArray(to, to0 + LANES);
    a1.fma(carry, a2)
        .fma(
            FloatVector.fromArray(SPECIES, scale, column + 2 * LANES),
            FloatVector.fromArray(SPECIES, to, to0 + 2 * LANES))
        .intoArray(to, to0 + 2 * LANES);
    a2.fma(carry, a3)
        .fma(
            FloatVector.fromArray(SPECIES, scale, column + 3 * LANES),
            FloatVector.fromArray(SPECIES, to, to0 + 3 * LANES))
        .intoArray(to, to0 + 3 * LANES);
  }
}
