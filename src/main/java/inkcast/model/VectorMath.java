package inkcast.model;

import static inkcast.model.FloatProduct.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The exponential functions of a network on vectors, in a few fused operations each. Relative error
 * of {@link #exp} below 2e-7; absolute error of the others likewise.
 */
public final class VectorMath {
  // Beyond these the result would leave the normal floats.
  private static final float MAX = 88;
  private static final float MIN = -87;

  private static final float LOG2_E = 1.44269504f;
  private static final float LN_2_HIGH = 0.693359375f; // few bits, so that n times it is exact
  private static final float LN_2_LOW = -2.12194440e-4f;
  private static final float ROUND = 1.5f * (1 << 23); // adding it leaves a whole number
  private static final int MANTISSA_BITS = 23;
  private static final int ONE = 127 << MANTISSA_BITS; // the bits of 1f

  private static final int ROUND_BITS = Float.floatToRawIntBits(ROUND);
  private static final int MANTISSA = (1 << MANTISSA_BITS) - 1;
  private static final int HALF = 126 << MANTISSA_BITS; // the bits of 1/2f
  private static final float SQRT_HALF = 0.70710678f;

  private VectorMath() {}

  /** e^x, x clamped to -87..88: 2^n times a polynomial of the rest (Cephes, expf). */
  public static FloatVector exp(FloatVector x) {
    return exp(x, MAX);
  }

  /** As {@link #exp(FloatVector)}, x clamped to -87..max, max 88 at most. */
  static FloatVector exp(FloatVector x, float max) {
    // Compared and blended: min and max would see to -0 and NaN, at three times the cost.
    x = x.blend(max, x.compare(VectorOperators.GT, max));
    x = x.blend(MIN, x.compare(VectorOperators.LT, MIN));
    FloatVector rounded = x.fma(splat(LOG2_E), splat(ROUND));
    FloatVector n = rounded.sub(ROUND);
    FloatVector r = n.fma(splat(-LN_2_HIGH), x);
    r = n.fma(splat(-LN_2_LOW), r);
    FloatVector p = splat(1.9875691500e-4f);
    p = p.fma(r, splat(1.3981999507e-3f));
    p = p.fma(r, splat(8.3334519073e-3f));
    p = p.fma(r, splat(4.1665795894e-2f));
    p = p.fma(r, splat(1.6666665459e-1f));
    p = p.fma(r, splat(5.0000001201e-1f));
    p = p.fma(r.mul(r), r.add(1));
    // The low bits of n + ROUND are n itself, with no conversion.
    IntVector scale =
        rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, MANTISSA_BITS).add(ONE);
    return p.mul(scale.reinterpretAsFloats());
  }

  /**
   * Natural logarithm of normal numbers above 0 (Cephes, logf). Not the library's own, whose last
   * bits depend on whether it is compiled yet.
   */
  public static FloatVector log(FloatVector x) {
    IntVector bits = x.reinterpretAsInts();
    // The mantissa as a number from 1/2 to 1, and the exponent that goes with it.
    FloatVector m = bits.and(MANTISSA).or(HALF).reinterpretAsFloats();
    VectorMask<Float> small = m.compare(VectorOperators.LT, SQRT_HALF);
    IntVector exponent = bits.lanewise(VectorOperators.LSHR, MANTISSA_BITS).sub(126);
    FloatVector n = exponent.add(ROUND_BITS).reinterpretAsFloats().sub(ROUND);
    n = n.blend(n.sub(1), small);
    m = m.blend(m.add(m), small).sub(1);
    FloatVector p = splat(7.0376836292e-2f);
    p = p.fma(m, splat(-1.1514610310e-1f));
    p = p.fma(m, splat(1.1676998740e-1f));
    p = p.fma(m, splat(-1.2420140846e-1f));
    p = p.fma(m, splat(1.4249322787e-1f));
    p = p.fma(m, splat(-1.6668057665e-1f));
    p = p.fma(m, splat(2.0000714765e-1f));
    p = p.fma(m, splat(-2.4999993993e-1f));
    p = p.fma(m, splat(3.3333331174e-1f));
    FloatVector square = m.mul(m);
    FloatVector rest = p.mul(m).mul(square);
    rest = n.fma(splat(LN_2_LOW), rest);
    rest = square.fma(splat(-0.5f), rest);
    return n.fma(splat(LN_2_HIGH), m.add(rest));
  }

  /** 1 / (1 + e^-x). */
  public static FloatVector sigmoid(FloatVector x) {
    return splat(1).div(exp(x.neg()).add(1));
  }

  /** Hyperbolic tangent. */
  public static FloatVector tanh(FloatVector x) {
    return sigmoid(x.add(x)).mul(2).sub(1);
  }

  private static FloatVector splat(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }
}
