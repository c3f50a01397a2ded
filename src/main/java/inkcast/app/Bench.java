package inkcast.app;

import inkcast.config.Config;
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
  private static final double MAX_SECONDS = 7 * 24 * 3600;
  private static final int MAX_PHONES = 1000;
  private static final int MAX_CROWD = 1500; // connections that the daemon takes, less some
  private static final int MAX_MIDI_PEERS = 32;
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
              + " p99.9 takes 600 at 60 a second. Default: ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(
      names = "--ticking-writers",
      paramLabel = "N",
      defaultValue = "8",
      description = "Writers in the daemon whose ticks are measured. Default: ${DEFAULT-VALUE}.")
  private int tickingWriters;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "60",
      description = "Its ticks a second. Default: ${DEFAULT-VALUE}.")
  private double rate;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Its threads that step the writers. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(names = "--spread", description = "Lets it spread a tick's OSC, as osc.spread does.")
  private boolean spread;

  @Option(
      names = "--phones",
      paramLabel = "N",
      defaultValue = "3",
      description = "Phones that listen to it. Default: ${DEFAULT-VALUE}.")
  private int phones;

  @Option(
      names = "--crowd",
      paramLabel = "N",
      defaultValue = "0",
      description = {
        "Further phones that read without looking: one in twenty has stalled, one in ten",
        "connects anew each second. Default: ${DEFAULT-VALUE}."
      })
  private int crowd;

  @Option(
      names = "--midi-peers",
      paramLabel = "N",
      defaultValue = "0",
      description = "Peers of its MIDI session. Default: ${DEFAULT-VALUE}.")
  private int midiPeers;

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
    var setup =
        new LatenessRun.Setup(
            hand, tickingWriters, rate, threads, spread, phones, crowd, midiPeers);
    try (Progress progress = Progress.of("ticking", spec.commandLine().getErr())) {
      run = LatenessRun.run(setup, Math.round(seconds * 1000), p -> progress.show(p, ""));
    }
    TickReport.print(out, run);
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
      whole("--writers", 1, Config.MAX_WRITERS, count);
    }
    whole("--ticking-writers", 1, Config.MAX_WRITERS, tickingWriters);
    whole("--threads", 1, Config.MAX_THREADS, threads);
    whole("--phones", 0, MAX_PHONES, phones);
    whole("--crowd", 0, MAX_CROWD, crowd);
    whole("--midi-peers", 0, MAX_MIDI_PEERS, midiPeers);
    if (!(rate >= 1 && rate <= Config.MAX_RATE)) {
      throw wrong("--rate", "1 to " + Config.MAX_RATE, rate);
    }
    if (!(seconds > 0 && seconds <= MAX_SECONDS)) {
      throw wrong("--seconds", "more than 0, a week at most", seconds);
    }
  }

  private void whole(String option, int min, int max, int found) {
    if (found < min || found > max) {
      throw wrong(option, min + " to " + max, found);
    }
  }

  private ParameterException wrong(String option, String expected, Object found) {
    return new ParameterException(
        spec.commandLine(), option + ": expected " + expected + ", found " + found);
  }
}
