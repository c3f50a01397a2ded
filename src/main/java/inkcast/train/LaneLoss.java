package inkcast.train;

import static inkcast.train.Panels.SPECIES;

import inkcast.model.VectorMath;
import inkcast.model.Weights;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * A loss of a mixture's raw outputs that works on the strokes of many streams at once, one stream a
 * lane. Belongs to one thread.
 */
abstract class LaneLoss implements Loss {
  static final int LANES = SPECIES.length();
  static final float LN_4 = (float) Math.log(4);
  static final float LN_2_PI = (float) Math.log(2 * Math.PI);

  final int mixtures;
  final int stride; // rows, padded to whole vectors
  final float[] raw; // (outputs, stride): outputs, then their gradient
  final float[] asked; // (size, stride): what is asked of each row
  final float[] weight; // (stride,), zero in the padding
  final float[] loss; // (stride,)
  private final int outputs;
  private final int rows;
  private final int size;

  /** Room for so many rows, of each of which {@code size} values are asked. */
  LaneLoss(int mixtures, int rows, int size) {
    this.mixtures = mixtures;
    this.rows = rows;
    this.size = size;
    outputs = Weights.outputs(mixtures);
    stride = (rows + LANES - 1) / LANES * LANES;
    raw = new float[outputs * stride];
    asked = new float[size * stride];
    weight = new float[stride];
    loss = new float[stride];
    Arrays.fill(asked, 1); // harmless in the padding, whatever it stands for
  }

  /** Where a stream has what is asked, {@code size} values a stroke. */
  abstract float[] asked(Corpus.Stream stream);

  /** Fills the losses of a vector of rows, and replaces their outputs by the gradient. */
  abstract void lanes(int row);

  @Override
  public final void expect(int row, Corpus.Stream stream, int stroke, float weight) {
    float[] all = asked(stream);
    for (int j = 0; j < size; j++) {
      asked[j * stride + row] = all[stroke * size + j];
    }
    this.weight[row] = weight;
  }

  @Override
  public final void expectNothing(int row) {
    weight[row] = 0;
  }

  @Override
  public final double replaceByGradient(float[] values, int from, int step) {
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

  /**
   * Begins the losses of a vector of rows with the cross entropy of the pen; its gradient takes the
   * place of its output.
   *
   * @param probability index of the asked pen, in asked
   */
  final void pen(int row, int probability) {
    FloatVector x = load(raw, row);
    FloatVector e = load(asked, probability);
    VectorMath.sigmoid(x).sub(e).mul(load(weight, row)).intoArray(raw, row);
    FloatVector softplus = VectorMath.log(VectorMath.exp(x.abs().neg()).add(1)).add(x.max(0));
    softplus.sub(e.mul(x)).intoArray(loss, row);
  }

  static FloatVector load(float[] values, int at) {
    return FloatVector.fromArray(SPECIES, values, at);
  }
}
