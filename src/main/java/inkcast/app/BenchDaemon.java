package inkcast.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import inkcast.config.Config;
import inkcast.tick.Counter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code inkcast bench-daemon}: the daemon that {@code bench} measures, in a process of its own so
 * that its processor time and memory are its own, with an empty loop beside it.
 *
 * <p>It prints its port once it ticks. A first line of input is the begin of what is measured, a
 * second the end; then it prints {@link TickFigures} as JSON, ends the daemon, and prints how many
 * OSC datagrams that sent. It ends with its input, so that it never outlives bench.
 */
@Command(name = "bench-daemon", hidden = true, description = "What bench starts and measures.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class BenchDaemon implements Callable<Integer> {
  /** How its answers begin; other lines are the log's. */
  static final String ANSWER = "bench-daemon ";

  private static final long POLL_MILLIS = 10;

  @Spec private CommandSpec spec;
  @Mixin private ConfigOption config;

  @Override
  public Integer call() throws Exception {
    Config loaded = config.load();
    BufferedReader bench =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Lateness lateness = new Lateness();
    Daemon daemon = new Daemon(loaded, lateness);
    try (daemon) {
      awaitFirstTick(daemon, lateness);
      try (BareLoop bare = new BareLoop(loaded.rate(), lateness.lastDeadlineNs())) {
        answer(daemon.port());
        bench.readLine();
        try (TickMeter meter = new TickMeter(daemon.counters(), lateness, bare)) {
          bench.readLine();
          answer(new ObjectMapper().writeValueAsString(meter.read()));
        }
      }
    }
    answer(daemon.counters().get(Counter.OSC_SENT));
    return 0;
  }

  private static void awaitFirstTick(Daemon daemon, Lateness lateness)
      throws IOException, InterruptedException {
    while (!lateness.awaitFirst(POLL_MILLIS)) {
      if (daemon.failed()) {
        throw new IOException("the ticks have ended");
      }
    }
  }

  private void answer(Object what) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(ANSWER + what);
    out.flush();
  }
}
