package inkcast.train;

import static inkcast.train.Panels.SPECIES;

import inkcast.model.VectorMath;
import jdk.incubator.vector.FloatVector;

/**
 * How far a student's mixture is from its teacher's, component by component:
 *
 * <pre>
 * sum_k pi_k ln(pi_k / pi'_k) + (pi_k + floor) soft(KL(N_k || N'_k))  +  KL of the pen's Bernoulli
 * soft(x) = s ln(1 + x / s)
 * </pre>
 *
 * <p>Without floor and soft this is an upper bound of the divergence of the mixtures (Hershey and
 * Olsen 2007), whose gradient teaches each component on every stroke, where a likelihood would only
 * reward the ones that were near. The floor teaches the components that the teacher hardly uses not
 * to lead far away, for the student may use them more. The softening bounds what a few strokes that
 * nobody could foresee, such as the first from a random state, do to the others.
 */
final class MatchedDivergence extends LaneLoss {
  private static final float SHAPE_FLOOR = 0.002f;
  private static final float SOFTNESS = 10; // nats

  MatchedDivergence(int mixtures, int rows) {
    super(mixtures, rows, Target.size(mixtures));
  }

  @Override
  float[] asked(Corpus.Stream stream) {
    return stream.targets();
  }

  @Override
  void lanes(int row) {
    FloatVector w = load(weight, row);
    FloatVector max = load(raw, stride + row);
    for (int k = 1; k < mixtures; k++) {
      max = max.max(load(raw, (1 + k) * stride + row));
    }
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int k = 0; k < mixtures; k++) {
      sum = sum.add(VectorMath.exp(load(raw, (1 + k) * stride + row).sub(max)));
    }
    FloatVector logSum = VectorMath.log(sum).add(max);
    pen(row, row);
    FloatVector total =
        load(asked, (Target.size(mixtures) - 1) * stride + row).add(load(loss, row));
    for (int k = 0; k < mixtures; k++) {
      total = total.add(component((1 + k) * stride + row, logSum, w));
    }
    total.mul(w).intoArray(loss, row);
  }

  /** Cross entropy of one component, without the teacher's own entropy. */
  private FloatVector component(int at, FloatVector logSum, FloatVector w) {
    int block = mixtures * stride;
    FloatVector logPi = load(raw, at).sub(logSum);
    FloatVector pi = load(asked, at);
    VectorMath.exp(logPi).sub(pi).mul(w).intoArray(raw, at);

    FloatVector logX = load(raw, at + 3 * block);
    FloatVector logY = load(raw, at + 4 * block);
    FloatVector inverseX = VectorMath.exp(logX.neg());
    FloatVector inverseY = VectorMath.exp(logY.neg());
    FloatVector z = load(raw, at + 5 * block);
    FloatVector small = VectorMath.exp(z.abs().mul(-2));
    FloatVector onePlus = small.add(1);
    FloatVector free = small.mul(4).div(onePlus.mul(onePlus)); // 1 - rho^2 = 1 / cosh^2 z
    FloatVector rho = VectorMath.tanh(z);

    FloatVector u = load(asked, at + block).sub(load(raw, at + block)).mul(inverseX);
    FloatVector v = load(asked, at + 2 * block).sub(load(raw, at + 2 * block)).mul(inverseY);
    FloatVector x = load(asked, at + 3 * block).mul(inverseX);
    FloatVector y = load(asked, at + 4 * block).mul(inverseY);
    FloatVector a = x.mul(x).add(u.mul(u));
    FloatVector b = y.mul(y).add(v.mul(v));
    FloatVector c = load(asked, at + 5 * block).mul(x).mul(y).add(u.mul(v));
    FloatVector rhoC = rho.mul(c);
    FloatVector q = a.add(b).sub(rhoC.add(rhoC)).div(free);

    FloatVector logFree = z.abs().mul(-2).add(LN_4).sub(VectorMath.log(onePlus).mul(2));
    FloatVector divergence =
        logX.add(logY).add(q.add(logFree).mul(0.5f)).sub(1).sub(load(asked, at + 6 * block));
    FloatVector soft = divergence.max(0).mul(1 / SOFTNESS).add(1);
    FloatVector shape = pi.add(SHAPE_FLOOR);
    FloatVector ws = shape.mul(w).div(soft);
    FloatVector overFree = ws.div(free);
    rho.mul(v).sub(u).mul(inverseX).mul(overFree).intoArray(raw, at + block);
    rho.mul(u).sub(v).mul(inverseY).mul(overFree).intoArray(raw, at + 2 * block);
    rhoC.sub(a).mul(overFree).add(ws).intoArray(raw, at + 3 * block);
    rhoC.sub(b).mul(overFree).add(ws).intoArray(raw, at + 4 * block);
    rho.mul(q).sub(c).sub(rho).mul(ws).intoArray(raw, at + 5 * block);
    FloatVector softened = VectorMath.log(soft).mul(SOFTNESS);
    return softened.mul(shape).sub(logPi.mul(pi));
  }
}
