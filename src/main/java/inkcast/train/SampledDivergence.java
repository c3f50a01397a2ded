package inkcast.train;

import static inkcast.train.Panels.SPECIES;

import inkcast.model.Sources;
import inkcast.model.VectorMath;
import inkcast.model.Weights;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * How well a student foretells what its teacher might write: one offset is drawn from each of the
 * teacher's components, and counts as much as the component weighs,
 *
 * <pre>
 * - sum_k pi_k ln sum_j pi'_j N'_j(x_k), x_k from N_k   -   the pen's cross entropy
 * </pre>
 *
 * <p>an unbiased estimate, of little variance, of the cross entropy of the two mixtures: the
 * divergence itself, where {@link MatchedDivergence} is a bound of it. Works on the strokes of many
 * streams at once, one stream a lane. Belongs to one thread.
 */
final class SampledDivergence implements Loss {
  private static final int LANES = SPECIES.length();
  private static final float LN_2_PI = (float) Math.log(2 * Math.PI);
  private static final float LN_4 = (float) Math.log(4);
  private static final int NORMALS = 1 << 14;
  private static final int GOLDEN = 0x9E3779B9; // 2^32 divided by the golden ratio: spreads bits

  private final int mixtures;
  private final int outputs;
  private final int rows;
  private final int stride; // rows, padded to whole vectors
  private final float[] raw; // (outputs, stride)
  private final float[] target; // (Target.size, stride)
  private final float[] weight; // (stride,), zero in the padding
  private final float[] loss; // (stride,)
  private final float[] pi; // (mixtures, LANES): the student's weights
  private final float[] shape; // (SHAPES, mixtures, LANES): see shape
  private final float[] joint; // (mixtures, LANES): ln pi'_j N'_j, then its part of the sum
  private final float[] moments; // (MOMENTS, mixtures, LANES): see gather
  private final float[] normals = new float[NORMALS + 2 * LANES];

  private static final int SHAPES = 5; // ln of the factor, 1/sigma x, 1/sigma y, rho, 1/(1-rho^2)
  private static final int MOMENTS = 6; // of r, r u, r v, r u^2, r v^2, r u v

  SampledDivergence(int mixtures, int rows) {
    this.mixtures = mixtures;
    this.rows = rows;
    outputs = Weights.outputs(mixtures);
    stride = (rows + LANES - 1) / LANES * LANES;
    raw = new float[outputs * stride];
    target = new float[Target.size(mixtures) * stride];
    weight = new float[stride];
    loss = new float[stride];
    pi = new float[mixtures * LANES];
    shape = new float[SHAPES * mixtures * LANES];
    joint = new float[mixtures * LANES];
    moments = new float[MOMENTS * mixtures * LANES];
    RandomGenerator random = Sources.seeded(1);
    for (int i = 0; i < normals.length; i++) {
      normals[i] = (float) random.nextGaussian();
    }
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
    float first = raw[row];
    FloatVector w = load(weight, row);
    FloatVector total = pen(row);
    softmax(raw, stride + row, stride, pi);
    for (int j = 0; j < mixtures; j++) {
      shape(row, j);
    }
    Arrays.fill(moments, 0);
    // Chance that needs no memory, so that a training which was interrupted goes on the same way:
    // the last bits of an output.
    int seed = Float.floatToRawIntBits(first) * GOLDEN;
    for (int k = 0; k < mixtures; k++) {
      seed = (seed + k) * GOLDEN;
      total = total.sub(gather(row, k, seed >>> 18));
    }
    total.mul(w).intoArray(loss, row);
    for (int j = 0; j < mixtures; j++) {
      gradient(row, j, w);
    }
  }

  /** Each one's part of the sum of e^x over the components; returns the sum's logarithm. */
  private FloatVector softmax(float[] x, int from, int step, float[] to) {
    FloatVector max = load(x, from);
    for (int j = 1; j < mixtures; j++) {
      max = max.max(load(x, from + j * step));
    }
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int j = 0; j < mixtures; j++) {
      FloatVector e = VectorMath.exp(load(x, from + j * step).sub(max));
      sum = sum.add(e);
      e.intoArray(to, j * LANES);
    }
    FloatVector inverse = FloatVector.broadcast(SPECIES, 1).div(sum);
    for (int j = 0; j < mixtures; j++) {
      load(to, j * LANES).mul(inverse).intoArray(to, j * LANES);
    }
    return sum.lanewise(VectorOperators.LOG).add(max);
  }

  private FloatVector pen(int row) {
    FloatVector x = load(raw, row);
    FloatVector e = load(target, row);
    VectorMath.sigmoid(x).sub(e).mul(load(weight, row)).intoArray(raw, row);
    FloatVector softplus =
        VectorMath.exp(x.abs().neg()).add(1).lanewise(VectorOperators.LOG).add(x.max(0));
    return softplus.sub(e.mul(x));
  }

  /** What all samples need of one component of the student. */
  private void shape(int row, int j) {
    int block = mixtures * stride;
    int at = (1 + j) * stride + row;
    int to = j * LANES;
    int size = mixtures * LANES;
    FloatVector logX = load(raw, at + 3 * block);
    FloatVector logY = load(raw, at + 4 * block);
    FloatVector z = load(raw, at + 5 * block);
    FloatVector small = VectorMath.exp(z.abs().mul(-2));
    FloatVector onePlus = small.add(1);
    FloatVector logFree =
        z.abs().mul(-2).add(LN_4).sub(onePlus.lanewise(VectorOperators.LOG).mul(2));
    FloatVector logPi = load(pi, to).max(1e-30f).lanewise(VectorOperators.LOG);
    logPi.sub(logX).sub(logY).sub(logFree.mul(0.5f)).sub(LN_2_PI).intoArray(shape, to);
    VectorMath.exp(logX.neg()).intoArray(shape, to + size);
    VectorMath.exp(logY.neg()).intoArray(shape, to + 2 * size);
    VectorMath.tanh(z).intoArray(shape, to + 3 * size);
    onePlus.mul(onePlus).div(small.mul(4)).intoArray(shape, to + 4 * size);
  }

  /**
   * Draws from the teacher's component k; adds what the gradient needs of each component of the
   * student: its part r in having foretold the offset, times powers of the offset's distance u, v
   * in its deviations. Returns the logarithm of the student's density, weighed.
   */
  private FloatVector gather(int row, int k, int chance) {
    int block = mixtures * stride;
    int size = mixtures * LANES;
    int at = (1 + k) * stride + row;
    FloatVector part = load(target, at);
    FloatVector z1 = load(normals, chance);
    FloatVector z2 = load(normals, chance + LANES);
    FloatVector rho = load(target, at + 5 * block);
    FloatVector free = rho.mul(rho).neg().add(1).max(0).sqrt();
    FloatVector x = load(target, at + 3 * block).fma(z1, load(target, at + block));
    FloatVector y =
        load(target, at + 4 * block)
            .fma(rho.mul(z1).add(free.mul(z2)), load(target, at + 2 * block));
    for (int j = 0; j < mixtures; j++) {
      int to = j * LANES;
      int its = (1 + j) * stride + row;
      FloatVector u = x.sub(load(raw, its + block)).mul(load(shape, to + size));
      FloatVector v = y.sub(load(raw, its + 2 * block)).mul(load(shape, to + 2 * size));
      FloatVector q = u.mul(u).add(v.mul(v)).sub(load(shape, to + 3 * size).mul(u).mul(v).mul(2));
      q.mul(load(shape, to + 4 * size)).mul(-0.5f).add(load(shape, to)).intoArray(joint, to);
    }
    FloatVector logDensity = softmax(joint, 0, LANES, joint);
    for (int j = 0; j < mixtures; j++) {
      int to = j * LANES;
      int its = (1 + j) * stride + row;
      FloatVector u = x.sub(load(raw, its + block)).mul(load(shape, to + size));
      FloatVector v = y.sub(load(raw, its + 2 * block)).mul(load(shape, to + 2 * size));
      FloatVector r = load(joint, to).mul(part);
      FloatVector ru = r.mul(u);
      FloatVector rv = r.mul(v);
      load(moments, to).add(r).intoArray(moments, to);
      load(moments, to + size).add(ru).intoArray(moments, to + size);
      load(moments, to + 2 * size).add(rv).intoArray(moments, to + 2 * size);
      load(moments, to + 3 * size).add(ru.mul(u)).intoArray(moments, to + 3 * size);
      load(moments, to + 4 * size).add(rv.mul(v)).intoArray(moments, to + 4 * size);
      load(moments, to + 5 * size).add(ru.mul(v)).intoArray(moments, to + 5 * size);
    }
    return logDensity.mul(part);
  }

  /** Puts the gradient in the place of one component's outputs, see {@link StrokeLikelihood}. */
  private void gradient(int row, int j, FloatVector w) {
    int block = mixtures * stride;
    int size = mixtures * LANES;
    int at = (1 + j) * stride + row;
    int to = j * LANES;
    FloatVector rho = load(shape, to + 3 * size);
    FloatVector overFree = load(shape, to + 4 * size);
    FloatVector r = load(moments, to);
    FloatVector u = load(moments, to + size);
    FloatVector v = load(moments, to + 2 * size);
    FloatVector uu = load(moments, to + 3 * size);
    FloatVector vv = load(moments, to + 4 * size);
    FloatVector uv = load(moments, to + 5 * size);
    FloatVector rhoUv = rho.mul(uv);
    load(pi, to).sub(r).mul(w).intoArray(raw, at);
    FloatVector wf = w.mul(overFree);
    rho.mul(v).sub(u).mul(load(shape, to + size)).mul(wf).intoArray(raw, at + block);
    rho.mul(u).sub(v).mul(load(shape, to + 2 * size)).mul(wf).intoArray(raw, at + 2 * block);
    r.mul(w).sub(uu.sub(rhoUv).mul(wf)).intoArray(raw, at + 3 * block);
    r.mul(w).sub(vv.sub(rhoUv).mul(wf)).intoArray(raw, at + 4 * block);
    FloatVector q = uu.add(vv).sub(rhoUv.add(rhoUv)).mul(overFree);
    rho.mul(q.sub(r)).sub(uv).mul(w).intoArray(raw, at + 5 * block);
  }

  private static FloatVector load(float[] values, int at) {
    return FloatVector.fromArray(SPECIES, values, at);
  }
}
