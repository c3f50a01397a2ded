package inkcast.app;

import inkcast.hand.Hand;
import inkcast.hand.Published;
import inkcast.model.Reach;
import inkcast.model.Weights;
import inkcast.train.Gap;
import inkcast.train.Lesson;
import inkcast.train.Likelihood;
import inkcast.train.Longest;
import inkcast.train.Schedule;
import inkcast.train.Training;
import inkcast.train.TrainingListener;
import inkcast.train.Unseen;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A hand that writes streams, and says before each stroke what it might be.
 *
 * @param streams that are kept at a time, a multiple of {@link Training#BLOCK}
 * @param strokes of each
 */
record TeacherTuition(Hand teacher, int streams, int strokes) implements Tuition {
  private static final int JUDGED_STREAMS = 64;
  private static final int JUDGED_STROKES = 1024;
  private static final int JUDGED_SEED = 1;

  @Override
  public int mixtures() {
    return teacher.weights().mixtures();
  }

  @Override
  public float scaleFactor() {
    return teacher.scaleFactor();
  }

  @Override
  public Training training(
      Lesson lesson, @Nullable Hand start, Schedule schedule, TrainingListener listener) {
    return Training.byTeacher(
        lesson,
        teacher.weights(),
        start == null ? null : start.weights(),
        streams,
        strokes,
        schedule,
        listener);
  }

  @Override
  public String options() {
    return "--teacher TEACHER --corpus-streams " + streams + " --corpus-strokes " + strokes;
  }

  /** The teacher's licence and notice go on with its student. */
  @Override
  public Map<String, String> origin() {
    Map<String, String> origin = new TreeMap<>();
    origin.put("licence", teacher.metadata().getOrDefault("licence", "unknown"));
    origin.put(
        "provenance",
        "trained by inkcast "
            + Version.current()
            + ": a student that learnt from strokes and mixtures of its teacher alone. Teacher: "
            + teacher.metadata().getOrDefault("provenance", teacher.name()));
    String notice = teacher.metadata().get(Published.NOTICE);
    if (notice != null) {
      origin.put(Published.NOTICE, notice);
    }
    origin.put(
        "corpus",
        streams
            + " streams of "
            + strokes
            + " strokes at a time, each read 8 times, then replaced; written by the teacher"
            + " (weights "
            + Training.fingerprint(teacher.weights())
            + "), half"
            + " from random states, half at temperature 1 and the rest from 0.1 to 1.2; a quarter"
            + " of them written by the student, from 30% of the updates on if it began at random");
    return origin;
  }

  @Override
  public Reach reach(DoubleConsumer progress) {
    return Longest.of(teacher.weights(), progress);
  }

  @Override
  public String judge(Weights student, DoubleConsumer progress) {
    List<float[]> unseen =
        Unseen.write(
            teacher.weights(),
            JUDGED_STREAMS,
            JUDGED_STROKES,
            JUDGED_SEED,
            part -> progress.accept(part / 3));
    double[][] own = Likelihood.negative(student, unseen, part -> progress.accept((1 + part) / 3));
    double[][] teachers =
        Likelihood.negative(teacher.weights(), unseen, part -> progress.accept((2 + part) / 3));
    Gap gap = Gap.of(own, teachers);
    return String.format(
        Locale.ROOT,
        "%.4f nats a stroke behind its teacher, standard error %.4f, on 64 unseen streams of 1024"
            + " strokes at temperature 1 (inkcast eval --hand FILE --hand TEACHER)",
        gap.mean(),
        gap.standardError());
  }
}
