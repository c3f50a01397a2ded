package inkcast.app;

import inkcast.config.Config;
import inkcast.tick.Counter;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A daemon as a process: signals, systemd, the journal. */
final class Service {
  private static final Logger log = LoggerFactory.getLogger(Service.class);

  private final @Nullable Journal journal;
  private final CompletableFuture<Running> started = new CompletableFuture<>();

  private record Running(Daemon daemon, Systemd systemd) {
    void reload() {
      systemd.reloading();
      daemon.reload(systemd::reloaded);
    }
  }

  /** Gets ready for signals and the journal; before the configuration is read. */
  Service() {
    journal = Journal.attach(System.getenv());
    // One that comes early is carried out once there is a daemon.
    Hangup.handle(
        () -> {
          var _ =
              started
                  .thenAccept(Running::reload)
                  .exceptionally(
                      e -> {
                        log.error("no reload", e);
                        return null;
                      });
        });
  }

  /**
   * Runs until the programme ends, or a signal ends the JVM.
   *
   * @param config as {@code file} has it
   * @return the exit code
   */
  int run(Config config, ConfigOption file, Programme programme)
      throws IOException, InterruptedException {
    WorstLateness lateness = new WorstLateness();
    Config given = programme.of(config);
    Daemon daemon =
        new Daemon(
            given,
            programme.isLive() ? file.file() : null,
            programme.isLive() ? StateDirectory.resolve("state.json") : null,
            programme,
            lateness);
    Welcome.log(given, file.file(), daemon.port(), programme);
    Systemd systemd =
        new Systemd(
            System.getenv(),
            () -> daemon.counters().get(Counter.TICKS),
            () -> daemon.status() + "; " + lateness.take());
    started.complete(new Running(daemon, systemd));
    // SIGTERM and SIGINT end the JVM by way of its hooks. Halting then makes the exit code that of
    // something done: without it, it would be the signal's.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  boolean failed = daemon.failed();
                  systemd.stopping();
                  daemon.close();
                  if (journal != null) {
                    journal.stop();
                  }
                  Runtime.getRuntime().halt(failed ? 1 : 0);
                },
                "stop"));
    daemon.join();
    return daemon.failed() ? 1 : 0; // if nobody asked the ticks to end, systemd starts it anew
  }
}
