package inkcast.train;

import static inkcast.train.Panels.SPECIES;

import inkcast.model.VectorMath;
import inkcast.model.Weights;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Negative log-likelihood of strokes under a network's mixture and pen (Graves 2013, equations 24
 * to 37), with its gradient. Works on the strokes of many streams at once, one stream a lane.
 * Belongs to one thread.
 */
final class StrokeLikelihood extends LaneLoss {
  // A component that foretold better than this many model units would know the file's rounding by
  // heart, and its gradient would know no bounds.
  private static final float LOG_MIN_SIGMA = (float) Math.log(0.01);

  // Nor does a straight line make it certain of a direction beyond this: 1 - rho^2 is 0.0013.
  private static final float MAX_ATANH_RHO = 4;

  private final float[] joint; // (mixtures, stride): ln of pi_k N_k, then its part of the sum
  private final float[] pi; // (mixtures, stride)

  StrokeLikelihood(int mixtures, int rows) {
    super(mixtures, rows, Weights.INPUTS);
    joint = new float[mixtures * stride];
    pi = new float[mixtures * stride];
  }

  @Override
  float[] asked(Corpus.Stream stream) {
    return stream.strokes();
  }

  @Override
  void lanes(int row) {
    FloatVector w = load(weight, row);
    FloatVector logPi = softmax(raw, stride + row, pi, row);
    for (int k = 0; k < mixtures; k++) {
      logDensity(row, k)
          .add(load(raw, (1 + k) * stride + row))
          .sub(logPi)
          .intoArray(joint, k * stride + row);
    }
    FloatVector logSum = softmax(joint, row, joint, row);
    pen(row, (Weights.INPUTS - 1) * stride + row);
    load(loss, row).sub(logSum).mul(w).intoArray(loss, row);
    for (int k = 0; k < mixtures; k++) {
      component(row, k, w);
    }
  }

  /** Each one's part of the sum of e^x over the components; returns the sum's logarithm. */
  private FloatVector softmax(float[] x, int from, float[] to, int toFrom) {
    FloatVector max = load(x, from);
    for (int k = 1; k < mixtures; k++) {
      max = max.max(load(x, from + k * stride));
    }
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int k = 0; k < mixtures; k++) {
      FloatVector e = VectorMath.exp(load(x, from + k * stride).sub(max));
      sum = sum.add(e);
      e.intoArray(to, toFrom + k * stride);
    }
    for (int k = 0; k < mixtures; k++) {
      load(to, toFrom + k * stride).div(sum).intoArray(to, toFrom + k * stride);
    }
    return VectorMath.log(sum).add(max);
  }

  private FloatVector logDensity(int row, int k) {
    int block = mixtures * stride;
    int at = (1 + k) * stride + row;
    FloatVector logX = load(raw, at + 3 * block).max(LOG_MIN_SIGMA);
    FloatVector logY = load(raw, at + 4 * block).max(LOG_MIN_SIGMA);
    FloatVector z = load(raw, at + 5 * block).max(-MAX_ATANH_RHO).min(MAX_ATANH_RHO);
    FloatVector u = load(asked, row).sub(load(raw, at + block)).mul(VectorMath.exp(logX.neg()));
    FloatVector v =
        load(asked, stride + row).sub(load(raw, at + 2 * block)).mul(VectorMath.exp(logY.neg()));
    FloatVector small = VectorMath.exp(z.abs().mul(-2));
    FloatVector onePlus = small.add(1);
    FloatVector free = small.mul(4).div(onePlus.mul(onePlus)); // 1 - rho^2 = 1 / cosh^2 z
    FloatVector logFree = z.abs().mul(-2).add(LN_4).sub(VectorMath.log(onePlus).mul(2));
    FloatVector rhoUv = VectorMath.tanh(z).mul(u).mul(v);
    FloatVector q = u.mul(u).add(v.mul(v)).sub(rhoUv.add(rhoUv)).div(free);
    return q.add(logFree).mul(-0.5f).sub(logX).sub(logY).sub(LN_2_PI);
  }

  /** Puts the gradient in the place of one component's outputs. */
  private void component(int row, int k, FloatVector w) {
    int block = mixtures * stride;
    int at = (1 + k) * stride + row;
    FloatVector part = load(joint, k * stride + row);
    load(pi, k * stride + row).sub(part).mul(w).intoArray(raw, at);
    FloatVector logX = load(raw, at + 3 * block);
    FloatVector logY = load(raw, at + 4 * block);
    FloatVector inverseX = VectorMath.exp(logX.max(LOG_MIN_SIGMA).neg());
    FloatVector inverseY = VectorMath.exp(logY.max(LOG_MIN_SIGMA).neg());
    FloatVector unbound = load(raw, at + 5 * block);
    FloatVector z = unbound.max(-MAX_ATANH_RHO).min(MAX_ATANH_RHO);
    FloatVector rho = VectorMath.tanh(z);
    FloatVector small = VectorMath.exp(z.abs().mul(-2));
    FloatVector onePlus = small.add(1);
    FloatVector free = small.mul(4).div(onePlus.mul(onePlus));
    FloatVector u = load(asked, row).sub(load(raw, at + block)).mul(inverseX);
    FloatVector v = load(asked, stride + row).sub(load(raw, at + 2 * block)).mul(inverseY);
    FloatVector ws = part.mul(w);
    FloatVector over = ws.div(free);
    FloatVector ru = u.sub(rho.mul(v)); // -dq/2 of u, times free
    FloatVector rv = v.sub(rho.mul(u));
    ru.mul(inverseX).mul(over).neg().intoArray(raw, at + block);
    rv.mul(inverseY).mul(over).neg().intoArray(raw, at + 2 * block);
    // Beyond a bound only what leads back counts: a step goes against the gradient.
    FloatVector dx = ws.sub(u.mul(ru).mul(over));
    FloatVector dy = ws.sub(v.mul(rv).mul(over));
    dx.blend(0, logX.lt(LOG_MIN_SIGMA).and(dx.compare(VectorOperators.GT, 0)))
        .intoArray(raw, at + 3 * block);
    dy.blend(0, logY.lt(LOG_MIN_SIGMA).and(dy.compare(VectorOperators.GT, 0)))
        .intoArray(raw, at + 4 * block);
    // d/dz of q/2 + ln(free)/2, with d rho/dz = free: rho (q free) / free - u v - rho.
    FloatVector q = u.mul(ru).add(v.mul(rv)).div(free);
    FloatVector dz = rho.mul(q).sub(u.mul(v)).sub(rho).mul(ws);
    dz.blend(0, unbound.sub(z).mul(dz).compare(VectorOperators.LT, 0))
        .intoArray(raw, at + 5 * block);
  }
}
