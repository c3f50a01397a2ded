package inkcast.train;

import inkcast.model.Mixture;
import inkcast.model.Offset;
import inkcast.model.Sources;
import inkcast.model.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Writes a corpus: lets the teacher, or the student under its eyes, write streams, and keeps the
 * teacher's mixture before each stroke. Streams are written side by side, {@value #ROWS} at a time,
 * each from a random source of its own, so that a stream does not depend on its neighbours.
 */
final class Scribe {
  private static final int ROWS = 64;

  private final Network teacher;
  private final @Nullable Network student;
  private final Mixture mixture;
  private final Mixture studentMixture;
  private final Offset offset = new Offset();
  private final int length;

  /**
   * A scribe of streams of {@code length} strokes.
   *
   * @param student needed for plans by the student
   */
  Scribe(Weights teacher, @Nullable Weights student, int length) {
    this.teacher = new Network(Parameters.of(teacher), ROWS, 1);
    this.student = student == null ? null : new Network(Parameters.of(student), ROWS, 1);
    this.length = length;
    mixture = new Mixture(teacher.mixtures());
    studentMixture = new Mixture(student == null ? 1 : student.mixtures());
  }

  /**
   * Writes one stream for each plan.
   *
   * @param seed of the first stream; the others follow
   * @param progress told what part is written, 0..1
   */
  List<Corpus.Stream> write(List<Corpus.Plan> plans, long seed, DoubleConsumer progress) {
    List<Corpus.Stream> streams = new ArrayList<>(plans.size());
    for (int from = 0; from < plans.size(); from += ROWS) {
      List<Corpus.Plan> some = plans.subList(from, Math.min(from + ROWS, plans.size()));
      double before = from / (double) plans.size();
      double share = some.size() / (double) plans.size();
      streams.addAll(writeSome(some, seed + from, part -> progress.accept(before + part * share)));
    }
    return streams;
  }

  private List<Corpus.Stream> writeSome(
      List<Corpus.Plan> plans, long seed, DoubleConsumer progress) {
    int targetSize = Target.size(teacher.parameters.mixtures);
    List<Corpus.Stream> streams = new ArrayList<>(plans.size());
    List<RandomGenerator> sources = new ArrayList<>(plans.size());
    for (int row = 0; row < plans.size(); row++) {
      Corpus.Plan plan = plans.get(row);
      float[] strokes = new float[length * Weights.INPUTS];
      streams.add(new Corpus.Stream(plan, strokes, new float[length * targetSize]));
      RandomGenerator random = source(seed + row);
      sources.add(random);
      start(teacher, row, plan, random);
      if (student != null) {
        start(student, row, plan, random);
      }
    }
    for (int t = 0; t < length; t++) {
      teacher.forward();
      teacher.carry();
      if (student != null) {
        student.forward();
        student.carry();
      }
      for (int row = 0; row < plans.size(); row++) {
        stroke(streams.get(row), t, row, sources.get(row));
      }
      progress.accept((t + 1) / (double) length);
    }
    return streams;
  }

  private void stroke(Corpus.Stream stream, int t, int row, RandomGenerator random) {
    mixture.read(teacher.outputs, teacher.output(0, row));
    Target.write(mixture, stream.targets(), t * Target.size(mixture.mixtures()));
    Mixture author = mixture;
    if (student != null && stream.plan().byStudent()) {
      studentMixture.read(student.outputs, student.output(0, row));
      author = studentMixture;
    }
    author.sample(stream.plan().temperature(), random, offset);
    int at = t * Weights.INPUTS;
    stream.strokes()[at] = offset.dx;
    stream.strokes()[at + 1] = offset.dy;
    stream.strokes()[at + 2] = offset.pen;
    teacher.input(0, row, offset.dx, offset.dy, offset.pen);
    if (student != null) {
      student.input(0, row, offset.dx, offset.dy, offset.pen);
    }
  }

  private static void start(Network network, int row, Corpus.Plan plan, RandomGenerator random) {
    network.input(0, row, 0, 0, 0);
    if (plan.random()) {
      network.randomize(row, random);
    } else {
      network.zero(row);
    }
  }

  private static RandomGenerator source(long seed) {
    return Sources.seeded(seed);
  }
}
