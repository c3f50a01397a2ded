package inkcast.train;

import inkcast.model.Mixture;
import inkcast.model.Offset;
import inkcast.model.Sources;
import inkcast.model.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a corpus: lets the teacher, or the student under its eyes, write streams, and keeps the
 * teacher's mixture before each stroke. Streams are written side by side, some at a time, each from
 * a random source of its own, so that a stream does not depend on its neighbours.
 */
final class Scribe {
  private static final int ROWS = 16;

  private final PackedParameters teacher;
  private final @Nullable PackedParameters student;

  /**
   * A scribe.
   *
   * @param student needed for plans by the student
   */
  Scribe(Weights teacher, @Nullable Weights student) {
    this.teacher = new PackedParameters(Parameters.of(teacher));
    this.student = student == null ? null : new PackedParameters(Parameters.of(student));
  }

  /**
   * Writes one stream of {@code length} strokes for each plan, on all processors.
   *
   * @param progress told what part is written, 0..1, by one thread at a time
   */
  List<Corpus.Stream> write(List<Corpus.Plan> plans, int length, DoubleConsumer progress) {
    List<Corpus.Stream> blank = new ArrayList<>(plans.size());
    for (Corpus.Plan plan : plans) {
      blank.add(blank(plan, new float[length * Weights.INPUTS]));
    }
    fill(blank, true, progress);
    return blank;
  }

  /** What the teacher says of strokes that are written already, all of one length. */
  List<Corpus.Stream> label(
      List<Corpus.Plan> plans, List<float[]> strokes, DoubleConsumer progress) {
    List<Corpus.Stream> streams = new ArrayList<>(plans.size());
    for (int i = 0; i < plans.size(); i++) {
      streams.add(blank(plans.get(i), strokes.get(i)));
    }
    fill(streams, false, progress);
    return streams;
  }

  private Corpus.Stream blank(Corpus.Plan plan, float[] strokes) {
    int size = Target.size(teacher.parameters.mixtures);
    return new Corpus.Stream(plan, strokes, new float[strokes.length / Weights.INPUTS * size]);
  }

  private void fill(List<Corpus.Stream> streams, boolean sample, DoubleConsumer progress) {
    int blocks = (streams.size() + ROWS - 1) / ROWS;
    AtomicInteger steps = new AtomicInteger();
    IntStream.range(0, blocks)
        .parallel()
        .forEach(
            block -> {
              List<Corpus.Stream> some =
                  streams.subList(block * ROWS, Math.min((block + 1) * ROWS, streams.size()));
              int all = blocks * some.getFirst().length();
              new Desk(some, sample)
                  .write(
                      () -> {
                        synchronized (progress) {
                          progress.accept(steps.incrementAndGet() / (double) all);
                        }
                      });
            });
  }

  /** Some streams that are written side by side. Belongs to one thread. */
  private final class Desk {
    private final List<Corpus.Stream> streams;
    private final boolean sample;
    private final Network teaching = new Network(teacher, ROWS, 1);
    private final @Nullable Network learning;
    private final RandomGenerator[] sources;
    private final Mixture mixture;
    private final Mixture studentMixture;
    private final Offset offset = new Offset();

    Desk(List<Corpus.Stream> streams, boolean sample) {
      this.streams = streams;
      this.sample = sample;
      learning = student == null || !sample ? null : new Network(student, ROWS, 1);
      mixture = new Mixture(teacher.parameters.mixtures);
      studentMixture = new Mixture(student == null ? 1 : student.parameters.mixtures);
      sources = new RandomGenerator[streams.size()];
      Arrays.setAll(sources, row -> Sources.seeded(streams.get(row).plan().seed()));
      for (int row = 0; row < sources.length; row++) {
        start(teaching, row);
        if (learning != null) {
          start(learning, row);
        }
      }
    }

    void write(Runnable stepped) {
      int length = streams.getFirst().length();
      for (int t = 0; t < length; t++) {
        teaching.forward();
        teaching.carry();
        if (learning != null) {
          learning.forward();
          learning.carry();
        }
        for (int row = 0; row < streams.size(); row++) {
          stroke(streams.get(row), t, row);
        }
        stepped.run();
      }
    }

    private void stroke(Corpus.Stream stream, int t, int row) {
      mixture.read(teaching.outputs, teaching.output(0, row));
      Target.write(mixture, stream.targets(), t * Target.size(mixture.mixtures()));
      float[] strokes = stream.strokes();
      int at = t * Weights.INPUTS;
      if (sample) {
        Mixture author = mixture;
        if (learning != null && stream.plan().byStudent()) {
          studentMixture.read(learning.outputs, learning.output(0, row));
          author = studentMixture;
        }
        author.sample(stream.plan().temperature(), sources[row], offset);
        strokes[at] = offset.dx;
        strokes[at + 1] = offset.dy;
        strokes[at + 2] = offset.pen;
      }
      teaching.input(0, row, strokes[at], strokes[at + 1], strokes[at + 2]);
      if (learning != null) {
        learning.input(0, row, strokes[at], strokes[at + 1], strokes[at + 2]);
      }
    }

    private void start(Network network, int row) {
      network.input(0, row, 0, 0, 0);
      if (streams.get(row).plan().start() == Corpus.Start.RANDOM) {
        network.randomize(row, sources[row]);
      } else {
        network.zero(row);
      }
    }
  }
}
