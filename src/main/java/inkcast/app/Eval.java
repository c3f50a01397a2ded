package inkcast.app;

import inkcast.hand.Hand;
import inkcast.train.FreeRun;
import inkcast.train.Likelihood;
import inkcast.train.Unseen;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code inkcast eval}: how well hands foresee given strokes, and how they write by themselves. */
@Command(
    name = "eval",
    description = {
      "Prints the mean negative log-likelihood a stroke, in nats. With several hands also how"
          + " far the first is from each other one, with the standard error over the streams.",
      "Without a FILE the last hand writes strokes that no training has seen.",
      "The last line is that of the first hand: nll N.",
      "With --free-running: what hands do that write by themselves, by the network alone and"
          + " without a writer's restarts, and in what they differ from the last hand."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class Eval implements Callable<Integer> {
  private static final int MAX = 100_000;
  private static final int MAX_LONG = 10_000_000;
  private static final int UNSEEN_STREAMS = 64;
  private static final int UNSEEN_STROKES = 1024;
  private static final int FREE_STREAMS = 200;
  private static final int FREE_STROKES = 500;
  private static final int FREE_LONG = 100_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--hand",
      required = true,
      paramLabel = "NAME_OR_FILE",
      description = "A hand; may be given several times.")
  private List<String> names;

  @Option(
      names = "--free-running",
      description = "Judge what the hands write by themselves, not what they foresee.")
  private boolean freeRunning;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description =
          "With --free-running; may be given several times. Default: 0.1, 0.25, 0.4, 0.6, 0.8, 1,"
              + " 1.2.")
  private @Nullable List<Double> temperatures;

  @Option(
      names = "--streams",
      paramLabel = "N",
      description =
          "Without a FILE: streams to write. Default: "
              + UNSEEN_STREAMS
              + "; free-running "
              + FREE_STREAMS
              + " at each temperature.")
  private @Nullable Integer streamCount;

  @Option(
      names = "--strokes",
      paramLabel = "N",
      description =
          "Without a FILE: strokes of each. Default: "
              + UNSEEN_STROKES
              + "; free-running "
              + FREE_STROKES
              + ".")
  private @Nullable Integer strokes;

  @Option(
      names = "--long",
      paramLabel = "N",
      description =
          "With --free-running: strokes of one more stream at each temperature; 0 for none."
              + " Default: "
              + FREE_LONG
              + ".")
  private @Nullable Integer longStrokes;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description =
          "Without a FILE: what their random sources start from. Default: ${DEFAULT-VALUE}.")
  private int seed;

  @Parameters(
      paramLabel = "FILE.json",
      arity = "0..*",
      description =
          "{\"scale_factor\": s, \"strokes\": [[dx, dy, pen], ...]} or \"streams\": [[...]]; a"
              + " folder stands for every .json in it. Several also get a line each.")
  private List<Path> paths = List.of();

  @Override
  public Integer call() throws Exception {
    check();
    List<Hand> hands = new ArrayList<>();
    for (String name : names) {
      hands.add(Shipped.hand(name));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (freeRunning) {
      new FreeRunning(plan(), out, spec.commandLine().getErr()).report(labels(hands), hands);
    } else {
      foresee(hands, out);
    }
    out.flush();
    return 0;
  }

  private void foresee(List<Hand> hands, PrintWriter out) throws IOException {
    StrokeFiles files = StrokeFiles.read(paths);
    List<float[]> streams = paths.isEmpty() ? unseen(hands.getLast()) : files.streams();
    List<double[][]> results = new ArrayList<>();
    for (Hand hand : hands) {
      results.add(judge(hand, streams));
    }
    if (files.names().size() > 1) {
      new Foresight(labels(hands), results).printFiles(files, out);
    }
    Foresight foresight = new Foresight(names, results);
    if (hands.size() > 1) {
      foresight.printGaps(out);
    }
    foresight.printTotal(out);
  }

  private List<float[]> unseen(Hand author) {
    int count = or(streamCount, UNSEEN_STREAMS);
    int length = or(strokes, UNSEEN_STROKES);
    try (Progress progress = Progress.of("writing", spec.commandLine().getErr())) {
      return Unseen.write(author.weights(), count, length, seed, part -> progress.show(part, ""));
    }
  }

  private double[][] judge(Hand hand, List<float[]> streams) {
    try (Progress progress = Progress.of(hand.name(), spec.commandLine().getErr())) {
      return Likelihood.negative(hand.weights(), streams, part -> progress.show(part, ""));
    }
  }

  private FreeRunning.Plan plan() {
    return new FreeRunning.Plan(
        temperatures == null ? FreeRun.TEMPERATURES : temperatures,
        or(streamCount, FREE_STREAMS),
        or(strokes, FREE_STROKES),
        or(longStrokes, FREE_LONG),
        seed);
  }

  /** Short names for the columns, if that is enough to tell the hands apart. */
  private List<String> labels(List<Hand> hands) {
    List<String> labels = hands.stream().map(Hand::name).toList();
    return labels.stream().distinct().count() == labels.size() ? labels : names;
  }

  private void check() {
    if (freeRunning && !paths.isEmpty()) {
      throw wrong("--free-running: expected no FILE, found " + paths.getFirst());
    }
    if (!freeRunning && (temperatures != null || longStrokes != null)) {
      throw wrong("--temperature, --long: expected only with --free-running");
    }
    between("--streams", 1, MAX, or(streamCount, 1));
    between("--strokes", 1, MAX, or(strokes, 1));
    between("--long", 0, MAX_LONG, or(longStrokes, 0));
    for (double temperature : temperatures == null ? FreeRun.TEMPERATURES : temperatures) {
      if (!(temperature >= 0 && Double.isFinite(temperature))) {
        throw wrong("--temperature: expected a finite number of 0 or more, found " + temperature);
      }
    }
  }

  private void between(String option, int least, int most, int found) {
    if (found < least || found > most) {
      throw wrong(option + ": expected " + least + " to " + most + ", found " + found);
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static int or(@Nullable Integer given, int otherwise) {
    return given == null ? otherwise : given;
  }
}
