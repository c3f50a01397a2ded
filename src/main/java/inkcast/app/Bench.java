package inkcast.app;

import inkcast.hand.Hand;
import inkcast.model.Twin;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code inkcast bench}: what this machine can do. */
@Command(
    name = "bench",
    description = {
      "Measures how many strokes a second one core writes, and how late the ticks of the whole"
          + " daemon are beside an empty loop.",
      "The last line is for machines: bench {json}"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class Bench implements Callable<Integer> {
  private static final int MAX_WRITERS = 4096;
  private static final double MAX_SECONDS = 7 * 24 * 3600;
  private static final double LONGEST_ROW = 3; // seconds: a row is steady by then

  @Spec private CommandSpec spec;

  @Option(
      names = "--hand",
      paramLabel = "H",
      defaultValue = "cursive",
      description = "A hand in weights/, or a file. Default: ${DEFAULT-VALUE}.")
  private String hand;

  @Option(
      names = "--writers",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,8,64,512,1024",
      description = "Writers in one batch, a row each. Default: ${DEFAULT-VALUE}.")
  private List<Integer> writers;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "30",
      description =
          "How long the ticks are measured, and each row, that one for 3 at most."
              + " 600 are enough for p99.9. Default: ${DEFAULT-VALUE}.")
  private double seconds;

  @Override
  public Integer call() throws Exception {
    check();
    Hand loaded = Shipped.hand(hand);
    PrintWriter out = spec.commandLine().getOut();
    BenchReport.heading(out, loaded);
    out.flush();
    double peak = Twin.preferred() == Twin.VECTOR ? FmaPeak.gigaflops() : Double.NaN;
    List<Throughput> rows = new ArrayList<>();
    for (int count : writers) {
      for (Twin twin : twins()) {
        Throughput row =
            Throughput.measure(loaded.weights(), count, twin, Math.min(seconds, LONGEST_ROW));
        BenchReport.row(out, loaded, row, peak);
        out.flush();
        rows.add(row);
      }
    }
    LatenessRun run;
    try (Progress progress = Progress.of("ticking", spec.commandLine().getErr())) {
      run = LatenessRun.run(hand, Math.round(seconds * 1000), p -> progress.show(p, ""));
    }
    BenchReport.ticks(out, run);
    out.println();
    BenchReport.machines(out, loaded, peak, rows, run);
    out.flush();
    return 0;
  }

  /** Those that this JVM can run. */
  private static List<Twin> twins() {
    return Twin.preferred() == Twin.SCALAR ? List.of(Twin.SCALAR) : List.of(Twin.values());
  }

  private void check() {
    for (int count : writers) {
      if (count < 1 || count > MAX_WRITERS) {
        throw wrong("--writers", "1 to " + MAX_WRITERS, count);
      }
    }
    if (!(seconds > 0 && seconds <= MAX_SECONDS)) {
      throw wrong("--seconds", "more than 0, a week at most", seconds);
    }
  }

  private ParameterException wrong(String option, String expected, Object found) {
    return new ParameterException(
        spec.commandLine(), option + ": expected " + expected + ", found " + found);
  }
}
