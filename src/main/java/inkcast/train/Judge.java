package inkcast.train;

import inkcast.model.Weights;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges a student now and then by strokes that it does not learn from, and, where those are few
 * enough to be learnt by heart, keeps what it knew when it was best. Belongs to the thread that
 * trains.
 */
final class Judge {
  /** Updates between two judgements at least. */
  static final int OFTEN = 20;

  /** Updates between two judgements at most. */
  static final int SELDOM = 200;

  private static final int PATIENCE = 15; // judgements

  private final List<float[]> heldOut;
  private final double[][] reference;
  private final int interval;
  private final boolean keepsBest;
  private final LearningCurve curve = new LearningCurve();
  private @Nullable Parameters best;
  private double bestGap = Double.POSITIVE_INFINITY;
  private double studentsBest = Double.POSITIVE_INFINITY; // it may begin by getting worse
  private int since; // judgements since the student's best one

  /**
   * A judge.
   *
   * @param heldOut each (length, 3): dx, dy in model units, pen
   * @param reference whom the student is compared with; null for nobody: the gap is its loss then
   * @param interval updates between two judgements
   * @param keepsBest whether the best student counts, not the last
   */
  Judge(List<float[]> heldOut, @Nullable Weights reference, int interval, boolean keepsBest) {
    this.heldOut = heldOut;
    this.reference =
        reference == null ? nothing(heldOut) : Likelihood.negative(reference, heldOut, part -> {});
    this.interval = interval;
    this.keepsBest = keepsBest;
    if (keepsBest && reference != null) { // what it began as might stay the best
      best = Parameters.of(reference);
      bestGap = 0;
    }
  }

  private static double[][] nothing(List<float[]> streams) {
    return streams.stream()
        .map(stream -> new double[stream.length / Weights.INPUTS])
        .toArray(double[][]::new);
  }

  boolean due(int updates) {
    return updates % interval == 0;
  }

  void judge(Trainer trainer) {
    Weights student = trainer.student();
    double gap = Gap.of(Likelihood.negative(student, heldOut, part -> {}), reference).mean();
    curve.add(new LearningCurve.Point(trainer.updates(), trainer.loss(), gap));
    since++;
    if (gap < studentsBest) {
      studentsBest = gap;
      since = 0;
    }
    if (gap < bestGap) {
      bestGap = gap;
      best = keepsBest ? Parameters.of(student) : null;
    }
  }

  /** Whether the student has been getting worse for so long that it will not get better. */
  boolean givenUp() {
    return keepsBest && since >= PATIENCE;
  }

  /** What the training ends with. */
  Weights choose(Trainer trainer) {
    if (keepsBest && !due(trainer.updates())) {
      judge(trainer); // the last one might be the best
    }
    return best == null ? trainer.student() : best.toWeights();
  }

  LearningCurve curve() {
    return curve;
  }

  void save(DataOutputStream out) throws IOException {
    curve.save(out);
    out.writeDouble(bestGap);
    out.writeDouble(studentsBest);
    out.writeInt(since);
    out.writeBoolean(best != null);
    if (best != null) {
      out.writeInt(best.units);
      out.writeInt(best.mixtures);
      out.writeFloat(best.forgetBias);
      Floats.write(out, best.values);
    }
  }

  void restore(DataInputStream in) throws IOException {
    curve.restore(in);
    bestGap = in.readDouble();
    studentsBest = in.readDouble();
    since = in.readInt();
    if (in.readBoolean()) {
      best = new Parameters(in.readInt(), in.readInt(), in.readFloat());
      Floats.read(in, best.values);
    }
  }
}
