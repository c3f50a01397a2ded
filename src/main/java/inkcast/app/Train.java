package inkcast.app;

import inkcast.hand.Hand;
import inkcast.hand.Safetensors;
import inkcast.model.Weights;
import inkcast.train.Gap;
import inkcast.train.Lesson;
import inkcast.train.Likelihood;
import inkcast.train.Schedule;
import inkcast.train.Trainer;
import inkcast.train.TrainingListener;
import inkcast.train.Unseen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code inkcast train}: a hand of one's own, taught by another one. */
@Command(
    name = "train",
    description = {
      "Teaches a small hand to write as a teacher does, on one core.",
      "The same seed and updates give the same hand on machines of one kind."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class Train implements Callable<Integer> {
  private static final int UNITS = 256;
  private static final int MAX_STREAMS = 1 << 20;
  private static final int MAX_UNITS = 4096;
  private static final int JUDGED_STREAMS = 64;
  private static final int JUDGED_STROKES = 1024;
  private static final int JUDGED_SEED = 1;

  @Spec private CommandSpec spec;

  @Option(
      names = "--teacher",
      required = true,
      paramLabel = "NAME_OR_FILE",
      description = "A hand, or the published model: .safetensors, weights.js or its JSON.")
  private String teacherName;

  @Option(names = "--out", required = true, paramLabel = "FILE.safetensors")
  private Path out;

  @Option(
      names = "--from",
      paramLabel = "NAME_OR_FILE",
      description = "A hand to go on from. Default: random weights.")
  private @Nullable String startName;

  @Option(
      names = "--units",
      paramLabel = "N",
      description = "Size of the new hand. Default: that of --from, else " + UNITS + ".")
  private @Nullable Integer units;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "10",
      description =
          "About how long to learn, once the corpus is written. Default: ${DEFAULT-VALUE}.")
  private double minutes;

  @Option(
      names = "--updates",
      paramLabel = "N",
      description = "Instead of --minutes: how often to learn from 32 streams of 128 strokes.")
  private @Nullable Integer updates;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "0.006",
      description =
          "Learning rate of the first 30%; it falls to 0 then. Default: ${DEFAULT-VALUE}.")
  private double rate;

  @Option(
      names = "--first-weight",
      paramLabel = "W",
      defaultValue = "40",
      description =
          "How much more the first stroke from a random state counts. Default: ${DEFAULT-VALUE}.")
  private double firstWeight;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "What all random numbers start from. Default: ${DEFAULT-VALUE}.")
  private int seed;

  @Option(
      names = "--corpus-streams",
      paramLabel = "N",
      defaultValue = "2048",
      description = "Streams to learn from. Default: ${DEFAULT-VALUE}.")
  private int streams;

  @Option(
      names = "--corpus-strokes",
      paramLabel = "N",
      defaultValue = "1024",
      description = {
        "Strokes of each, a multiple of " + Lesson.CHUNK + "; 1024 take 0.6 MB of memory.",
        "Short ones begin more often. Default: ${DEFAULT-VALUE}."
      })
  private int strokes;

  @Option(
      names = "--precision",
      paramLabel = "F32|I8",
      defaultValue = "I8",
      description = "I8 is a quarter of the size, a few thousandths of a nat worse. Default: I8.")
  private Precision precision;

  /** How the two large matrices are written. */
  enum Precision {
    /** As trained. */
    F32,
    /** A quarter of the size, with a scale for each column. */
    I8
  }

  @Override
  public Integer call() throws Exception {
    check();
    String name = HandFile.name(out, spec.commandLine());
    Hand teacher = Shipped.hand(teacherName);
    @Nullable Hand start = startName == null ? null : Shipped.hand(startName);
    Lesson lesson = Lesson.of(units(start, teacher), seed, streams, strokes, firstWeight);
    Schedule schedule =
        updates != null
            ? Schedule.updates(updates, rate)
            : Schedule.time(Duration.ofMillis((long) (minutes * 60_000)), rate, System::nanoTime);
    Weights weights;
    Trainer trainer;
    try (Reporter reporter = new Reporter()) {
      trainer =
          new Trainer(lesson, teacher.weights(), start == null ? null : start.weights(), reporter);
      weights = trainer.train(schedule);
    }
    TrainingRecord record =
        new TrainingRecord(lesson, start, rate, trainer.updates(), trainer.loss());
    Hand student =
        new Hand(
            name,
            teacher.scaleFactor(),
            precision == Precision.I8 ? weights.rounded() : weights,
            record.metadata(teacher, precision.name()));
    SafeFile.write(out, Safetensors.bytes(student));
    // What was written is judged, not what was learnt: rounded to bytes, and read back.
    Hand written = Safetensors.read(out);
    Gap gap = gap(written, teacher);
    Hand judged =
        new Hand(
            name,
            teacher.scaleFactor(),
            written.weights(),
            record.withGap(written.metadata(), gap));
    SafeFile.write(out, Safetensors.bytes(judged));
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%s: %d updates, %.4f nats a stroke behind its teacher (standard error %.4f)%n",
            out,
            trainer.updates(),
            gap.mean(),
            gap.standardError())
        .flush();
    return 0;
  }

  private Gap gap(Hand student, Hand teacher) {
    try (Progress progress = Progress.of("judging", spec.commandLine().getErr())) {
      List<float[]> strokes =
          Unseen.write(
              teacher.weights(),
              JUDGED_STREAMS,
              JUDGED_STROKES,
              JUDGED_SEED,
              part -> progress.show(part / 3, ""));
      double[][] own =
          Likelihood.negative(
              student.weights(), strokes, part -> progress.show((1 + part) / 3, ""));
      double[][] teachers =
          Likelihood.negative(
              teacher.weights(), strokes, part -> progress.show((2 + part) / 3, ""));
      return Gap.of(own, teachers);
    }
  }

  private void check() {
    expect(
        units == null || (units >= 1 && units <= MAX_UNITS), "--units", "1 to " + MAX_UNITS, units);
    expect(rate > 0 && rate <= 1, "--rate", "above 0, at most 1", rate);
    expect(firstWeight >= 0 && firstWeight <= 1000, "--first-weight", "0 to 1000", firstWeight);
    expect(minutes > 0 && minutes <= 10_000, "--minutes", "above 0, at most 10000", minutes);
    expect(updates == null || updates >= 1, "--updates", "at least 1", updates);
    expect(
        streams >= Lesson.ROWS && streams <= MAX_STREAMS,
        "--corpus-streams",
        Lesson.ROWS + " to " + MAX_STREAMS,
        streams);
    expect(
        strokes >= Lesson.CHUNK && strokes <= 1 << 16 && strokes % Lesson.CHUNK == 0,
        "--corpus-strokes",
        "a multiple of " + Lesson.CHUNK,
        strokes);
    Path folder = out.toAbsolutePath().getParent();
    expect(
        folder != null && Files.isDirectory(folder) && Files.isWritable(folder),
        "--out",
        "a file in a folder that can be written to",
        out);
  }

  private int units(@Nullable Hand start, Hand teacher) {
    if (start == null) {
      return units == null ? UNITS : units;
    }
    int its = start.weights().units();
    expect(units == null || units == its, "--units", "those of --from, " + its, units);
    expect(
        start.weights().mixtures() == teacher.weights().mixtures(),
        "--from",
        "the teacher's " + teacher.weights().mixtures() + " mixtures",
        start.weights().mixtures());
    return its;
  }

  private void expect(boolean right, String option, String expected, @Nullable Object found) {
    if (!right) {
      throw new ParameterException(
          spec.commandLine(), option + ": expected " + expected + ", found " + found);
    }
  }

  /** Shows the corpus and the learning as bars of their own. */
  private final class Reporter implements TrainingListener, AutoCloseable {
    private @Nullable Progress writing;
    private @Nullable Progress learning;

    @Override
    public void written(double part) {
      if (writing == null) {
        writing = Progress.of("writing the corpus", spec.commandLine().getErr());
      }
      writing.show(part, "");
      if (part >= 1) {
        writing.close();
        writing = null;
      }
    }

    @Override
    public void updated(int done, double progress, double loss) {
      if (learning == null) {
        learning = Progress.of("learning", spec.commandLine().getErr());
      }
      learning.show(progress, String.format(Locale.ROOT, "update %d, loss %.4f,", done, loss));
    }

    @Override
    public void close() {
      for (Progress progress : Arrays.asList(writing, learning)) {
        if (progress != null) {
          progress.close();
        }
      }
    }
  }
}
