package inkcast.train;

import inkcast.model.Sources;
import inkcast.model.Weights;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Teaches a network, on all processors: rows of streams are learnt side by side in shares, whose
 * gradients are summed in their order, so that the bits do not depend on how many processors there
 * are. Belongs to one thread.
 */
final class Trainer {
  private static final double LOSS_DECAY = 0.99;
  private static final int SUM_BLOCK = 1 << 14;

  // Seeds of parts of one training are so far apart that their streams never meet.
  private static final long SEED_STEP = 1L << 32;
  private static final long SPREAD = 0x9E3779B97F4A7C15L; // neighbouring seeds share nothing
  private static final long SHARE_STEP = 1L << 26;

  private final Lesson lesson;
  private final Source source;
  private final List<Corpus.Stream> streams;
  private final PackedParameters packed;
  private final Adam adam;
  private final List<Course> courses = new ArrayList<>();
  private final float[][] gradients; // (shares, parameters)
  private int updates;
  private double meanLoss = Double.NaN;

  /**
   * A training of one student.
   *
   * @param start what the student can do already, with as many units or fewer, or null for random
   *     weights
   * @param written told what part of the corpus is written, 0..1
   */
  Trainer(Lesson lesson, Source source, @Nullable Weights start, DoubleConsumer written) {
    this(lesson, source, start, source.begin(start, written));
  }

  private Trainer(
      Lesson lesson, Source source, @Nullable Weights start, List<Corpus.Stream> streams) {
    this.lesson = lesson;
    this.source = source;
    this.streams = new ArrayList<>(streams);
    packed = new PackedParameters(start == null ? beginning() : onwards(start));
    adam = new Adam(packed.parameters.values);
    gradients = new float[Lesson.SHARES][packed.parameters.values.length];
    for (int share = 0; share < Lesson.SHARES; share++) {
      courses.add(course(share));
    }
  }

  /** Seed of one part of a training: 0 the corpus, 1 the weights, 2 the courses. */
  static long seed(Lesson lesson, int part) {
    return lesson.seed() * SPREAD + part * SEED_STEP;
  }

  private Parameters beginning() {
    Parameters random = new Parameters(lesson.units(), source.mixtures(), source.forgetBias());
    random.randomize(Sources.seeded(seed(lesson, 1)));
    source.setOutputBias(random, streams);
    return random;
  }

  private Parameters onwards(Weights start) {
    return start.units() == lesson.units()
        ? Parameters.of(start)
        : Parameters.grown(start, lesson.units(), Sources.seeded(seed(lesson, 1)));
  }

  private Course course(int share) {
    int rows = lesson.rows() / Lesson.SHARES;
    List<Corpus.Stream> own = new ArrayList<>();
    for (int i = share; i < streams.size(); i += Lesson.SHARES) {
      own.add(streams.get(i));
    }
    return new Course(
        new Network(packed, rows, lesson.chunk()),
        source.loss(rows),
        own.isEmpty() ? streams : own,
        seed(lesson, 2) + share * SHARE_STEP,
        lesson.firstWeight());
  }

  /**
   * Learns from one chunk of each row.
   *
   * @param rate learning rate
   */
  void update(double rate) {
    double[] losses = new double[Lesson.SHARES];
    IntStream.range(0, Lesson.SHARES)
        .parallel()
        .forEach(
            share -> {
              Arrays.fill(gradients[share], 0);
              losses[share] = courses.get(share).read(gradients[share]);
            });
    sumGradients();
    adam.update(gradients[0], rate);
    packed.pack();
    updates++;
    double loss = Arrays.stream(losses).sum() / courses.stream().mapToDouble(Course::weights).sum();
    if (Double.isNaN(meanLoss)) {
      meanLoss = loss;
    } else if (Double.isFinite(loss)) {
      meanLoss = LOSS_DECAY * meanLoss + (1 - LOSS_DECAY) * loss;
    }
  }

  /**
   * Replaces streams that were read often enough.
   *
   * @param progress part of the training that is behind, 0..1
   */
  void renew(double progress) {
    Source.Renewal renewal = source.renew(updates * lesson.strokes(), this::student, progress);
    if (renewal == null) {
      return;
    }
    for (int i = 0; i < renewal.streams().size(); i++) {
      int index = renewal.from() + i;
      streams.set(index, renewal.streams().get(i));
      courses.get(index % Lesson.SHARES).replace(index / Lesson.SHARES, streams.get(index));
    }
  }

  /** The mean of all shares' gradients, in the place of the first. */
  private void sumGradients() {
    int length = gradients[0].length;
    IntStream.range(0, (length + SUM_BLOCK - 1) / SUM_BLOCK)
        .parallel()
        .forEach(
            block -> {
              int to = Math.min(length, (block + 1) * SUM_BLOCK);
              for (int i = block * SUM_BLOCK; i < to; i++) {
                float sum = gradients[0][i];
                for (int share = 1; share < Lesson.SHARES; share++) {
                  sum += gradients[share][i];
                }
                gradients[0][i] = sum / Lesson.SHARES;
              }
            });
  }

  /** Updates done. */
  int updates() {
    return updates;
  }

  /** Loss of about the last hundred updates, nats a stroke. */
  double loss() {
    return meanLoss;
  }

  /** The averaged weights, which write better than the latest. */
  Weights student() {
    Parameters p = packed.parameters;
    Parameters copy = new Parameters(p.units, p.mixtures, p.forgetBias);
    System.arraycopy(adam.average, 0, copy.values, 0, copy.values.length);
    return copy.toWeights();
  }

  /** Writes all that the next updates follow from. */
  void save(DataOutputStream out) throws IOException {
    out.writeInt(updates);
    out.writeDouble(meanLoss);
    out.writeFloat(packed.parameters.forgetBias);
    Floats.write(out, packed.parameters.values);
    source.save(out, streams);
    adam.save(out);
    for (Course course : courses) {
      course.save(out);
    }
  }

  /** A training that goes on, to the bit, where {@link #save} was. */
  static Trainer restore(Lesson lesson, Source source, DataInputStream in, DoubleConsumer written)
      throws IOException {
    int updates = in.readInt();
    double loss = in.readDouble();
    Parameters p = new Parameters(lesson.units(), source.mixtures(), in.readFloat());
    Floats.read(in, p.values);
    Trainer trainer = new Trainer(lesson, source, p.toWeights(), source.restore(in, written));
    trainer.updates = updates;
    trainer.meanLoss = loss;
    trainer.adam.restore(in);
    for (Course course : trainer.courses) {
      course.restore(in);
    }
    return trainer;
  }
}
