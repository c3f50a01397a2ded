package inkcast.train;

import inkcast.model.Weights;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Strokes that somebody wrote, to be learnt by their likelihood. They are what they are. */
final class StrokeSource implements Source {
  private static final float FORGET_BIAS = 1; // the published model's

  private final List<Corpus.Stream> streams;
  private final int mixtures;

  /**
   * Streams without targets.
   *
   * @param strokes each (length, 3): dx, dy in model units, pen
   * @param mixtures components of the student's mixture
   */
  StrokeSource(List<float[]> strokes, int mixtures) {
    Corpus.Plan plan = new Corpus.Plan(1, Corpus.Start.EITHER, false, 0);
    streams = strokes.stream().map(its -> new Corpus.Stream(plan, its, new float[0])).toList();
    this.mixtures = mixtures;
  }

  @Override
  public String identity() {
    return "%d streams of strokes %s"
        .formatted(
            streams.size(),
            Checkpoint.fingerprint(streams.stream().map(Corpus.Stream::strokes).toList()));
  }

  @Override
  public int mixtures() {
    return mixtures;
  }

  @Override
  public float forgetBias() {
    return FORGET_BIAS;
  }

  @Override
  public List<Corpus.Stream> begin(@Nullable Weights student, DoubleConsumer progress) {
    return streams;
  }

  @Override
  public void setOutputBias(Parameters student, List<Corpus.Stream> all) {
    OutputBias.setFromStrokes(student, all);
  }

  @Override
  public Loss loss(int rows) {
    return new StrokeLikelihood(mixtures, rows);
  }

  @Override
  public @Nullable Renewal renew(long read, Supplier<Weights> student, double progress) {
    return null;
  }

  @Override
  public void save(DataOutputStream out, List<Corpus.Stream> all) {
    // They are in their files.
  }

  @Override
  public List<Corpus.Stream> restore(DataInputStream in, DoubleConsumer progress) {
    return streams;
  }
}
