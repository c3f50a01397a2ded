package inkcast.app;

import inkcast.hand.Hand;
import inkcast.hand.Safetensors;
import inkcast.model.Weights;
import inkcast.train.Lesson;
import inkcast.train.Schedule;
import inkcast.train.Training;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code inkcast train}: a hand of one's own, taught by another one or by somebody's strokes. */
@Command(
    name = "train",
    description = {
      "Teaches a hand to write as a teacher does, or as somebody wrote, on all processors.",
      "The same seed and updates give the same hand on machines of one kind. What was learnt is"
          + " kept each minute beside the new hand: the same command goes on there."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class Train implements Callable<Integer> {
  private static final int UNITS = 256;
  private static final int MAX_UNITS = 4096;
  private static final int MAX_STREAMS = 1 << 20;
  private static final int CORPUS_BYTES = 580; // a stroke: its mixture is kept with it
  private static final double TEACHER_RATE = 0.006;
  private static final double STROKES_RATE = 0.004;
  private static final double ONWARDS_RATE = 0.001; // a higher one undoes what is known

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private From from;

  /** Whom to learn from. */
  static final class From {
    @Option(
        names = "--teacher",
        required = true,
        paramLabel = "NAME_OR_FILE",
        description = "A hand, or the published model: .safetensors, weights.js or its JSON.")
    private @Nullable String teacher;

    @Option(
        names = "--strokes",
        required = true,
        arity = "1..*",
        paramLabel = "FILE_OR_FOLDER",
        description = "Stroke-3 files, .json: what /record saved, or what corpus made.")
    private @Nullable List<Path> strokes;
  }

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
      description =
          "Size of the new hand, that of --from or more. Default: that of --from, else "
              + UNITS
              + ".")
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
      description =
          "Instead of --minutes: how often to learn from 48 streams, or fewer, of 128 strokes.")
  private @Nullable Integer updates;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = {
        "Learning rate of the first 30%%; it falls to 0 then.",
        "Default: "
            + ONWARDS_RATE
            + " with --from; else "
            + TEACHER_RATE
            + " with --teacher, "
            + STROKES_RATE
            + " with --strokes."
      })
  private @Nullable Double givenRate;

  @Option(
      names = "--first-weight",
      paramLabel = "W",
      defaultValue = "0",
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
      defaultValue = "1024",
      description = "Streams that a teacher writes at a time. Default: ${DEFAULT-VALUE}.")
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

  @Option(
      names = "--curve",
      paramLabel = "FILE.svg",
      description = "Draws how it went, as often as it is judged.")
  private @Nullable Path curve;

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
    @Nullable Hand start = startName == null ? null : Shipped.hand(startName);
    Tuition tuition = tuition(start);
    Lesson lesson = Lesson.of(units(start, tuition.mixtures()), seed, firstWeight);
    Path kept = Path.of(out + ".checkpoint");
    Weights weights;
    Training training;
    String speed;
    try (TrainingWatch watch = new TrainingWatch(kept, curve, spec.commandLine().getErr())) {
      training = tuition.training(lesson, start, schedule(), watch);
      watch.resume(training);
      weights = training.run();
      speed = watch.speed(training);
      watch.draw(training.curve());
    }
    TrainingRecord record =
        new TrainingRecord(tuition, lesson, start, rate(), precision.name(), training);
    String judgement = write(name, weights, tuition, record);
    Files.deleteIfExists(kept);
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.printf("%s: %d updates, %s%n", out, training.updates(), judgement);
    terminal.println(speed);
    terminal.flush();
    return 0;
  }

  /** Writes the new hand, and what it is worth. */
  private String write(String name, Weights learnt, Tuition tuition, TrainingRecord record)
      throws IOException {
    try (Progress progress = Progress.of("judging", spec.commandLine().getErr())) {
      Weights bounded = learnt.within(tuition.reach(part -> progress.show(part / 2, "")));
      Hand student =
          new Hand(
              name,
              tuition.scaleFactor(),
              precision == Precision.I8 ? bounded.rounded() : bounded,
              record.metadata());
      SafeFile.write(out, Safetensors.bytes(student));
      // What was written is judged, not what was learnt: rounded to bytes, and read back.
      Hand written = Safetensors.read(out);
      String judgement =
          tuition.judge(written.weights(), part -> progress.show((1 + part) / 2, ""));
      Map<String, String> metadata = new TreeMap<>(written.metadata());
      metadata.put("gap", judgement);
      Hand judged = new Hand(name, written.scaleFactor(), written.weights(), metadata);
      SafeFile.write(out, Safetensors.bytes(judged));
      return judgement;
    }
  }

  private Tuition tuition(@Nullable Hand start) throws IOException {
    return from.strokes == null
        ? new TeacherTuition(Shipped.hand(Objects.requireNonNull(from.teacher)), streams, strokes)
        : new StrokesTuition(StrokeFiles.read(from.strokes), start);
  }

  private Schedule schedule() {
    return updates != null
        ? Schedule.updates(updates, rate())
        : Schedule.time(Duration.ofMillis((long) (minutes * 60_000)), rate(), System::nanoTime);
  }

  private double rate() {
    if (givenRate != null) {
      return givenRate;
    }
    if (startName != null) {
      return ONWARDS_RATE;
    }
    return from.teacher != null ? TEACHER_RATE : STROKES_RATE;
  }

  private void check() {
    expect(
        units == null || (units >= 1 && units <= MAX_UNITS), "--units", "1 to " + MAX_UNITS, units);
    expect(rate() > 0 && rate() <= 1, "--rate", "above 0, at most 1", rate());
    expect(firstWeight >= 0 && firstWeight <= 1000, "--first-weight", "0 to 1000", firstWeight);
    expect(minutes > 0 && minutes <= 10_000, "--minutes", "above 0, at most 10000", minutes);
    expect(updates == null || updates >= 1, "--updates", "at least 1", updates);
    expect(
        streams >= Training.BLOCK && streams <= MAX_STREAMS && streams % Training.BLOCK == 0,
        "--corpus-streams",
        "a multiple of " + Training.BLOCK + ", at most " + MAX_STREAMS,
        streams);
    expect(
        strokes >= Lesson.CHUNK && strokes <= 1 << 16 && strokes % Lesson.CHUNK == 0,
        "--corpus-strokes",
        "a multiple of " + Lesson.CHUNK,
        strokes);
    long room = Runtime.getRuntime().maxMemory() / 4 * 3; // the rest is for the student
    expect(
        from.strokes != null || (long) streams * strokes * CORPUS_BYTES <= room,
        "--corpus-streams x --corpus-strokes",
        "a corpus that fits into %,d MB, at %d bytes a stroke".formatted(room >> 20, CORPUS_BYTES),
        streams + " x " + strokes);
    for (Path file : curve == null ? List.of(out) : List.of(out, curve)) {
      Path folder = file.toAbsolutePath().getParent();
      expect(
          folder != null && Files.isDirectory(folder) && Files.isWritable(folder),
          file == out ? "--out" : "--curve",
          "a file in a folder that can be written to",
          file);
    }
  }

  private int units(@Nullable Hand start, int mixtures) {
    if (start == null) {
      return units == null ? UNITS : units;
    }
    int its = start.weights().units();
    expect(
        units == null || units >= its, "--units", "those of --from, " + its + ", or more", units);
    expect(
        start.weights().mixtures() == mixtures,
        "--from",
        "the teacher's " + mixtures + " mixtures",
        start.weights().mixtures());
    return units == null ? its : units;
  }

  private void expect(boolean right, String option, String expected, @Nullable Object found) {
    if (!right) {
      throw new ParameterException(
          spec.commandLine(), option + ": expected " + expected + ", found " + found);
    }
  }
}
