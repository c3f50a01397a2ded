package inkcast.train;

import inkcast.model.Weights;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the streams of a training come from, and what is asked of the student. Belongs to the
 * thread that trains.
 */
interface Source {
  /** Tells this source from others, for checkpoints. */
  String identity();

  /** Components of the student's mixture. */
  int mixtures();

  /** What the student adds to its forget gates. */
  float forgetBias();

  /**
   * The streams to begin with.
   *
   * @param student what it can do already, or null
   */
  List<Corpus.Stream> begin(@Nullable Weights student, DoubleConsumer progress);

  /** Sets the outputs that a student of no knowledge begins with. */
  void setOutputBias(Parameters student, List<Corpus.Stream> streams);

  /** What is asked of the outputs of so many rows. */
  Loss loss(int rows);

  /**
   * Streams in the place of some.
   *
   * @param read strokes that were read since the training began
   * @param student as it writes now
   * @param progress of the training, 0..1
   * @return null if none is due
   */
  @Nullable Renewal renew(long read, Supplier<Weights> student, double progress);

  /** Some streams, the first of them in the place of {@code from}. */
  record Renewal(int from, List<Corpus.Stream> streams) {}

  /** Writes what {@link #restore} needs to have the same streams again. */
  void save(DataOutputStream out, List<Corpus.Stream> streams) throws IOException;

  /** The streams that {@link #save} was given. */
  List<Corpus.Stream> restore(DataInputStream in, DoubleConsumer progress) throws IOException;
}
