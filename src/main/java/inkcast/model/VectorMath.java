package inkcast.model;

import static inkcast.model.FloatProduct.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
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
