package inkcast.app;

import inkcast.hand.Hand;
import inkcast.train.Gap;
import inkcast.train.Likelihood;
import inkcast.train.StrokeFile;
import inkcast.train.Unseen;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code inkcast eval}: how well hands foresee given strokes. */
@Command(
    name = "eval",
    description = {
      "Prints the mean negative log-likelihood a stroke, in nats. With several hands also how"
          + " far the first is from each other one, with the standard error over the streams.",
      "Without a FILE the last hand writes strokes that no training has seen.",
      "The last line is that of the first hand: nll N."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class Eval implements Callable<Integer> {
  private static final int MAX = 100_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--hand",
      required = true,
      paramLabel = "NAME_OR_FILE",
      description = "A hand; may be given several times.")
  private List<String> names;

  @Option(
      names = "--streams",
      paramLabel = "N",
      defaultValue = "64",
      description = "Without a FILE: streams to write. Default: ${DEFAULT-VALUE}.")
  private int streamCount;

  @Option(
      names = "--strokes",
      paramLabel = "N",
      defaultValue = "1024",
      description = "Without a FILE: strokes of each. Default: ${DEFAULT-VALUE}.")
  private int strokes;

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
          "{\"scale_factor\": s, \"strokes\": [[dx, dy, pen], ...]} or \"streams\": [[...]]")
  private List<Path> files = List.of();

  @Override
  public Integer call() throws Exception {
    if (streamCount < 1 || streamCount > MAX || strokes < 1 || strokes > MAX) {
      throw new ParameterException(
          spec.commandLine(),
          "--streams, --strokes: expected 1 to " + MAX + ", found " + streamCount + ", " + strokes);
    }
    List<Hand> hands = new ArrayList<>();
    for (String name : names) {
      hands.add(Shipped.hand(name));
    }
    List<float[]> streams = streams(hands.getLast());
    List<double[][]> results = new ArrayList<>();
    for (Hand hand : hands) {
      results.add(judge(hand, streams));
    }
    report(streams.size(), results);
    return 0;
  }

  private List<float[]> streams(Hand author) throws IOException {
    List<float[]> streams = new ArrayList<>();
    for (Path file : files) {
      streams.addAll(StrokeFile.read(file));
    }
    if (files.isEmpty()) {
      try (Progress progress = Progress.of("writing", spec.commandLine().getErr())) {
        return Unseen.write(
            author.weights(), streamCount, strokes, seed, part -> progress.show(part, ""));
      }
    }
    return streams;
  }

  private double[][] judge(Hand hand, List<float[]> streams) {
    try (Progress progress = Progress.of(hand.name(), spec.commandLine().getErr())) {
      return Likelihood.negative(hand.weights(), streams, part -> progress.show(part, ""));
    }
  }

  private void report(int streams, List<double[][]> results) {
    PrintWriter out = spec.commandLine().getOut();
    double[][] first = results.getFirst();
    if (results.size() > 1) {
      long count = 0;
      for (double[] stream : first) {
        count += stream.length;
      }
      out.printf(Locale.ROOT, "%d streams, %,d strokes%n", streams, count);
      for (int i = 0; i < results.size(); i++) {
        out.printf(Locale.ROOT, "%9.4f  %s", Gap.mean(results.get(i)), names.get(i));
        if (i > 0) {
          Gap gap = Gap.of(first, results.get(i));
          out.printf(
              Locale.ROOT,
              "  (%s minus this: %+.4f, standard error %.4f)",
              names.getFirst(),
              gap.mean(),
              gap.standardError());
        }
        out.println();
      }
    }
    out.printf(Locale.ROOT, "nll %.6f%n", Gap.mean(first));
    out.flush();
  }
}
