package inkcast.train;

import static inkcast.train.Panels.SPECIES;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import jdk.incubator.vector.FloatVector;

/**
 * Adam (Kingma and Ba 2015) with the gradient's norm clipped, and a running average of the
 * parameters, which writes better than the parameters themselves. Belongs to one thread.
 */
final class Adam {
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.99;
  private static final float EPSILON = 1e-8f;
  private static final double MAX_NORM = 5;
  private static final double AVERAGE_DECAY = 0.998;
  private static final int LANES = SPECIES.length();

  final float[] average;
  private final float[] values;
  private final float[] mean;
  private final float[] square;
  private final float[] lanes = new float[LANES];
  private int updates;

  /** An optimiser of {@code values}, whose length is a multiple of a vector's. */
  Adam(float[] values) {
    this.values = values;
    average = values.clone();
    mean = new float[values.length];
    square = new float[values.length];
  }

  /** Writes what {@link #restore} needs, but not the values. */
  void save(DataOutputStream out) throws IOException {
    out.writeInt(updates);
    for (float[] array : List.of(average, mean, square)) {
      Floats.write(out, array);
    }
  }

  /** Goes on where {@link #save} was. */
  void restore(DataInputStream in) throws IOException {
    updates = in.readInt();
    for (float[] array : List.of(average, mean, square)) {
      Floats.read(in, array);
    }
  }

  /** Moves the values one step against the gradient. */
  void update(float[] gradient, double rate) {
    updates++;
    double norm = norm(gradient);
    if (!Double.isFinite(norm)) {
      return; // an overflow in one chunk: better no step than a ruined hand
    }
    double clip = norm > MAX_NORM ? MAX_NORM / norm : 1;
    double correction1 = 1 - Math.pow(BETA_1, updates);
    double correction2 = 1 - Math.pow(BETA_2, updates);
    double decay = Math.min(AVERAGE_DECAY, (1.0 + updates) / (10.0 + updates));
    float step = (float) (rate / correction1);
    float root = (float) (1 / correction2);
    for (int at = 0; at < values.length; at += LANES) {
      step(gradient, at, (float) clip, step, root, (float) (1 - decay));
    }
  }

  private void step(float[] gradient, int at, float clip, float rate, float root, float newPart) {
    FloatVector g = FloatVector.fromArray(SPECIES, gradient, at).mul(clip);
    FloatVector m = FloatVector.fromArray(SPECIES, mean, at);
    FloatVector s = FloatVector.fromArray(SPECIES, square, at);
    m = m.add(g.sub(m).mul((float) (1 - BETA_1)));
    s = s.add(g.mul(g).sub(s).mul((float) (1 - BETA_2)));
    m.intoArray(mean, at);
    s.intoArray(square, at);
    FloatVector v = FloatVector.fromArray(SPECIES, values, at);
    v = v.sub(m.mul(rate).div(s.mul(root).sqrt().add(EPSILON)));
    v.intoArray(values, at);
    FloatVector a = FloatVector.fromArray(SPECIES, average, at);
    a.add(v.sub(a).mul(newPart)).intoArray(average, at);
  }

  /** Summed by lane, then lane by lane: the order of the additions is fixed. */
  private double norm(float[] gradient) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int at = 0; at < gradient.length; at += LANES) {
      FloatVector g = FloatVector.fromArray(SPECIES, gradient, at);
      sum = g.fma(g, sum);
    }
    sum.intoArray(lanes, 0);
    double total = 0;
    for (float lane : lanes) {
      total += lane;
    }
    return Math.sqrt(total);
  }
}
