package inkcast.train;

import inkcast.model.Weights;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A training from its first update to its last: how fast it learns, when it is judged, kept and
 * ended. Belongs to one thread; what it computes, it computes on all processors.
 */
public final class Training {
  /** A teacher's streams come in blocks: so many are replaced at a time. */
  public static final int BLOCK = 64;

  private static final long CHECKPOINT_NS = 60_000_000_000L;
  private static final int JUDGED_STREAMS = 16;
  private static final int JUDGED_STROKES = 512;

  // Not the seed of the hand's final judgement.
  private static final long JUDGED_SEED = 1L << 40;

  private final Lesson lesson;
  private final Source source;
  private final @Nullable Weights start;
  private final Judge judge;
  private final Schedule schedule;
  private final TrainingListener listener;
  private @Nullable Trainer trainer;
  private long learningNs;
  private int learnt; // updates in that time

  private Training(
      Lesson lesson,
      Source source,
      @Nullable Weights start,
      Judge judge,
      Schedule schedule,
      TrainingListener listener) {
    if (start != null
        && (start.units() > lesson.units() || start.mixtures() != source.mixtures())) {
      throw new IllegalArgumentException(
          "a start of %d units and %d mixtures: expected %d or fewer, and %d"
              .formatted(start.units(), start.mixtures(), lesson.units(), source.mixtures()));
    }
    this.lesson = lesson;
    this.source = source;
    this.start = start;
    this.judge = judge;
    this.schedule = schedule;
    this.listener = listener;
  }

  /**
   * A student of a teacher: it is judged by strokes that the teacher wrote for that alone.
   *
   * @param start what the student can do already: of the lesson's units or fewer, and the teacher's
   *     mixtures; null for random weights
   * @param streams that the teacher writes at a time, a multiple of {@link #BLOCK}
   * @param length of each, strokes
   */
  public static Training byTeacher(
      Lesson lesson,
      Weights teacher,
      @Nullable Weights start,
      int streams,
      int length,
      Schedule schedule,
      TrainingListener listener) {
    Source source = new TeacherSource(teacher, streams, length, Trainer.seed(lesson, 0));
    List<float[]> unseen =
        Unseen.write(teacher, JUDGED_STREAMS, JUDGED_STROKES, JUDGED_SEED, part -> {});
    Judge judge = new Judge(unseen, teacher, Judge.SELDOM, false);
    return new Training(lesson, source, start, judge, schedule, listener);
  }

  /**
   * A student of somebody's strokes: it is judged by some that it does not learn from, and what it
   * knew when it was best at those is kept.
   *
   * @param start what the student can do already: of the lesson's units or fewer, and these
   *     mixtures; null for random weights
   */
  public static Training byStrokes(
      Lesson lesson,
      HeldOut strokes,
      @Nullable Weights start,
      int mixtures,
      Schedule schedule,
      TrainingListener listener) {
    Lesson filled = lesson.forStreams(strokes.learnt().size());
    Source source = new StrokeSource(strokes.learnt(), mixtures);
    long round = strokes.learntStrokes() / filled.strokes();
    int interval = Math.clamp(round, Judge.OFTEN, Judge.SELDOM);
    Judge judge = new Judge(strokes.heldOut(), start, interval, true);
    return new Training(filled, source, start, judge, schedule, listener);
  }

  /**
   * Goes on, to the bit, where an earlier run of the same training was kept. To be called before
   * {@link #run}.
   *
   * @param state that {@link TrainingListener#checkpoint} was given
   * @throws IOException if it is damaged or belongs to another training
   */
  public void resume(byte[] state) throws IOException {
    DataInputStream in = Checkpoint.open(state, identity());
    long elapsedNs = in.readLong();
    int total = in.readInt();
    judge.restore(in);
    trainer = Trainer.restore(lesson, source, in, listener::written);
    schedule.start(elapsedNs, total); // the corpus was told again, which is no learning
  }

  /**
   * Trains to the schedule's end, or until held-out strokes say that nothing more comes of it.
   *
   * @return the averaged weights
   * @throws IOException if a checkpoint could not be kept
   */
  public Weights run() throws IOException {
    if (trainer == null) {
      trainer = new Trainer(lesson, source, start, listener::written);
      schedule.start(0, 0);
    }
    long kept = schedule.elapsedNs();
    while (schedule.more(trainer.updates()) && !judge.givenUp()) {
      int before = trainer.updates();
      trainer.renew(schedule.progress(before));
      long begun = System.nanoTime();
      trainer.update(schedule.rate(before));
      learningNs += System.nanoTime() - begun;
      learnt++;
      int done = trainer.updates();
      listener.updated(done, schedule.progress(done), trainer.loss());
      if (judge.due(done)) {
        judge.judge(trainer);
        listener.judged(judge.curve());
      }
      if (schedule.elapsedNs() - kept >= CHECKPOINT_NS) {
        kept = schedule.elapsedNs();
        listener.checkpoint(state(trainer));
      }
    }
    return judge.choose(trainer);
  }

  private byte[] state(Trainer its) throws IOException {
    return Checkpoint.bytes(
        identity(),
        (DataOutputStream out) -> {
          out.writeLong(schedule.elapsedNs());
          out.writeInt(schedule.total());
          judge.save(out);
          its.save(out);
        });
  }

  /** What the bits of a training follow from: a checkpoint of another one is of no use. */
  private String identity() {
    String from = start == null ? "random weights" : "weights " + Checkpoint.fingerprint(start);
    return lesson + ", " + schedule + ", " + source.identity() + ", from " + from;
  }

  /** What tells weights from others: their CRC-32, in 8 hexadecimal digits. */
  public static String fingerprint(Weights weights) {
    return Checkpoint.fingerprint(weights);
  }

  /** Updates done; 0 before {@link #run}. */
  public int updates() {
    return trainer == null ? 0 : trainer.updates();
  }

  /** What was learnt at once: rows and chunks. */
  public Lesson lesson() {
    return lesson;
  }

  /** Updates that the schedule has in all: to ask for as many repeats the training. */
  public int planned() {
    return schedule.planned(updates());
  }

  /** Loss at the end of the training, nats a stroke. */
  public double loss() {
    return trainer == null ? Double.NaN : trainer.loss();
  }

  /**
   * How fast this process has learnt, without the writing of corpora and the judging:
   * floating-point operations a nanosecond (GFLOP/s). The way back takes two products for each of
   * the way there.
   */
  public double gigaflops() {
    if (trainer == null || learningNs == 0) {
      return 0;
    }
    return 3 * trainer.student().flops() * lesson.strokes() * learnt / learningNs;
  }

  /** How it went. */
  public LearningCurve curve() {
    return judge.curve();
  }
}
