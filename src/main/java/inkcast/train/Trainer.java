package inkcast.train;

import inkcast.model.Sources;
import inkcast.model.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Teaches a small network to write as a large one does. The teacher writes the corpus, most of it
 * at temperature 1; a share of lower and higher temperatures keeps the student from sticking there.
 * A share that the student writes itself, with the teacher's opinion of it, teaches it to find back
 * from its own mistakes (Ross and others 2011, DAgger): from a third of the way on, or from the
 * beginning if it knows something then.
 */
public final class Trainer {
  private static final double[] TEMPERATURES = {0.1, 0.25, 0.4, 0.6, 0.8, 1.2};
  private static final double[] REWRITES = {1 / 3.0, 2 / 3.0};
  private static final double LOSS_DECAY = 0.99;

  // Seeds of parts of one training are so far apart that their streams never meet.
  private static final long SEED_STEP = 1L << 32;

  private final Lesson lesson;
  private final Weights teacher;
  private final @Nullable Weights start;
  private final TrainingListener listener;
  private final List<Corpus.Plan> plans = new ArrayList<>();
  private int updates;
  private double meanLoss = Double.NaN;

  /**
   * A training of one student.
   *
   * @param start what the student can do already: its weights, of the lesson's units and the
   *     teacher's mixtures; else it begins at random
   */
  public Trainer(
      Lesson lesson, Weights teacher, @Nullable Weights start, TrainingListener listener) {
    if (start != null
        && (start.units() != lesson.units() || start.mixtures() != teacher.mixtures())) {
      throw new IllegalArgumentException(
          "a start of %d units and %d mixtures: expected %d and %d"
              .formatted(start.units(), start.mixtures(), lesson.units(), teacher.mixtures()));
    }
    this.start = start;
    this.lesson = lesson;
    this.teacher = teacher;
    this.listener = listener;
    for (int i = 0; i < lesson.streams(); i++) {
      plans.add(plan(i, start != null && byStudent(i)));
    }
  }

  /** Trains to the schedule's end and returns the averaged weights. */
  public Weights train(Schedule schedule) {
    List<Corpus.Stream> corpus =
        new Scribe(teacher, start, lesson.streamLength()).write(plans, seed(0), listener::written);
    Parameters parameters = beginning(corpus);
    Network network = new Network(parameters, lesson.rows(), lesson.chunk());
    Course course = new Course(network, corpus, seed(2), lesson.firstWeight());
    Adam adam = new Adam(parameters.values);
    float[] gradient = new float[parameters.values.length];
    schedule.start();
    int rewritten = 0;
    while (schedule.more(updates)) {
      double progress = schedule.total() == 0 ? 0 : schedule.progress(updates);
      if (rewritten < REWRITES.length && progress >= REWRITES[rewritten]) {
        rewritten++;
        rewrite(course, averaged(parameters, adam), seed(2 + rewritten));
      }
      Arrays.fill(gradient, 0);
      double loss = course.read(gradient);
      adam.update(gradient, schedule.rate(updates));
      network.parametersChanged();
      updates++;
      meanLoss = updates == 1 ? loss : LOSS_DECAY * meanLoss + (1 - LOSS_DECAY) * loss;
      listener.updated(updates, schedule.progress(updates), meanLoss);
    }
    return averaged(parameters, adam);
  }

  /** Updates done. */
  public int updates() {
    return updates;
  }

  /** Divergence from the teacher at the end of the training, nats a stroke. */
  public double loss() {
    return meanLoss;
  }

  private Parameters beginning(List<Corpus.Stream> corpus) {
    if (start != null) {
      return Parameters.of(start);
    }
    Parameters random = new Parameters(lesson.units(), teacher.mixtures(), teacher.forgetBias());
    random.randomize(Sources.seeded(seed(1)));
    OutputBias.set(random, corpus);
    return random;
  }

  private void rewrite(Course course, Weights student, long seed) {
    List<Integer> indices = new ArrayList<>();
    List<Corpus.Plan> own = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      if (byStudent(i)) {
        Corpus.Plan plan = plans.get(i);
        indices.add(i);
        own.add(new Corpus.Plan(plan.temperature(), plan.random(), true));
      }
    }
    List<Corpus.Stream> streams =
        new Scribe(teacher, student, lesson.streamLength()).write(own, seed, listener::written);
    for (int i = 0; i < indices.size(); i++) {
      course.replace(indices.get(i), streams.get(i));
    }
  }

  private static Corpus.Plan plan(int i, boolean byStudent) {
    double temperature = i % 2 == 0 ? 1 : TEMPERATURES[i / 16 % TEMPERATURES.length];
    return new Corpus.Plan(temperature, i / 2 % 2 == 1, byStudent);
  }

  private static boolean byStudent(int i) {
    return i / 4 % 4 == 0;
  }

  private long seed(int part) {
    return lesson.seed() + part * SEED_STEP;
  }

  private static Weights averaged(Parameters parameters, Adam adam) {
    Parameters copy = new Parameters(parameters.units, parameters.mixtures, parameters.forgetBias);
    System.arraycopy(adam.average, 0, copy.values, 0, copy.values.length);
    return copy.toWeights();
  }
}
