package inkcast.train;

import static inkcast.train.Panels.SPECIES;

import inkcast.model.VectorMath;
import inkcast.model.Weights;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

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
 * nobody could foresee, such as the first from a random state, do to the others. Works on the
 * strokes of many streams at once, one stream a lane. Belongs to one thread.
 */
final class MatchedDivergence implements Loss {
  private static final int LANES = SPECIES.length();
  private static final float SHAPE_FLOOR = 0.002f;
  private static final float SOFTNESS = 10; // nats
  private static final float LN_4 = (float) Math.log(4);

  private final int mixtures;
  private final int outputs;
  private final int rows;
  private final int stride; // rows, padded to whole vectors
  private final float[] raw; // (outputs, stride)
  private final float[] target; // (Target.size, stride)
  private final float[] weight; // (stride,), zero in the padding
  private final float[] loss; // (stride,)

  MatchedDivergence(int mixtures, int rows) {
    this.mixtures = mixtures;
    this.rows = rows;
    outputs = Weights.outputs(mixtures);
    stride = (rows + LANES - 1) / LANES * LANES;
    raw = new float[outputs * stride];
    target = new float[Target.size(mixtures) * stride];
    weight = new float[stride];
    loss = new float[stride];
    Arrays.fill(target, 1); // harmless sigmas in the padding
    Arrays.fill(target, (1 + 5 * mixtures) * stride, (1 + 6 * mixtures) * stride, 0);
  }

  @Override
  public void expect(int row, Corpus.Stream stream, int stroke, float weight) {
    int size = Target.size(mixtures);
    for (int j = 0; j < size; j++) {
      target[j * stride + row] = stream.targets()[stroke * size + j];
    }
    this.weight[row] = weight;
  }

  @Override
  public void expectNothing(int row) {
    weight[row] = 0;
  }

  @Override
  public double replaceByGradient(float[] values, int from, int step) {
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < outputs; j++) {
        raw[j * stride + row] = values[from + row * step + j];
      }
    }
    for (int row = 0; row < stride; row += LANES) {
      lanes(row);
    }
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += loss[row];
      for (int j = 0; j < outputs; j++) {
        values[from + row * step + j] = raw[j * stride + row];
      }
    }
    return sum;
  }

  private void lanes(int row) {
    FloatVector w = load(weight, row);
    FloatVector max = load(raw, stride + row);
    for (int k = 1; k < mixtures; k++) {
      max = max.max(load(raw, (1 + k) * stride + row));
    }
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int k = 0; k < mixtures; k++) {
      sum = sum.add(VectorMath.exp(load(raw, (1 + k) * stride + row).sub(max)));
    }
    FloatVector logSum = sum.lanewise(VectorOperators.LOG).add(max);
    FloatVector total = load(target, (Target.size(mixtures) - 1) * stride + row).add(pen(row, w));
    for (int k = 0; k < mixtures; k++) {
      total = total.add(component(row, (1 + k) * stride + row, logSum, w));
    }
    total.mul(w).intoArray(loss, row);
  }

  /** Cross entropy of the pen. */
  private FloatVector pen(int row, FloatVector w) {
    FloatVector x = load(raw, row);
    FloatVector e = load(target, row);
    VectorMath.sigmoid(x).sub(e).mul(w).intoArray(raw, row);
    FloatVector softplus =
        VectorMath.exp(x.abs().neg()).add(1).lanewise(VectorOperators.LOG).add(x.max(0));
    return softplus.sub(e.mul(x));
  }

  /** Cross entropy of one component, without the teacher's own entropy. */
  private FloatVector component(int row, int at, FloatVector logSum, FloatVector w) {
    int block = mixtures * stride;
    FloatVector logPi = load(raw, at).sub(logSum);
    FloatVector pi = load(target, at);
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

    FloatVector u = load(target, at + block).sub(load(raw, at + block)).mul(inverseX);
    FloatVector v = load(target, at + 2 * block).sub(load(raw, at + 2 * block)).mul(inverseY);
    FloatVector x = load(target, at + 3 * block).mul(inverseX);
    FloatVector y = load(target, at + 4 * block).mul(inverseY);
    FloatVector a = x.mul(x).add(u.mul(u));
    FloatVector b = y.mul(y).add(v.mul(v));
    FloatVector c = load(target, at + 5 * block).mul(x).mul(y).add(u.mul(v));
    FloatVector rhoC = rho.mul(c);
    FloatVector q = a.add(b).sub(rhoC.add(rhoC)).div(free);

    FloatVector logFree =
        z.abs().mul(-2).add(LN_4).sub(onePlus.lanewise(VectorOperators.LOG).mul(2));
    FloatVector divergence =
        logX.add(logY).add(q.add(logFree).mul(0.5f)).sub(1).sub(load(target, at + 6 * block));
    FloatVector soft = divergence.max(0).mul(1 / SOFTNESS).add(1);
    FloatVector shape = pi.add(SHAPE_FLOOR);
    FloatVector ws = shape.mul(w).div(soft);
    FloatVector overFree = ws.div(free);
    rho.mul(v).sub(u).mul(inverseX).mul(overFree).intoArray(raw, at + block);
    rho.mul(u).sub(v).mul(inverseY).mul(overFree).intoArray(raw, at + 2 * block);
    rhoC.sub(a).mul(overFree).add(ws).intoArray(raw, at + 3 * block);
    rhoC.sub(b).mul(overFree).add(ws).intoArray(raw, at + 4 * block);
    rho.mul(q).sub(c).sub(rho).mul(ws).intoArray(raw, at + 5 * block);
    FloatVector softened = soft.lanewise(VectorOperators.LOG).mul(SOFTNESS);
    return softened.mul(shape).sub(logPi.mul(pi));
  }

  private static FloatVector load(float[] values, int at) {
    return FloatVector.fromArray(SPECIES, values, at);
  }
}
