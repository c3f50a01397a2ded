package inkcast.app;

import inkcast.config.Config;
import inkcast.tick.Counter;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code inkcast serve}: the daemon, until it is told to stop. */
@Command(
    name = "serve",
    description = "Lets the writers write, and tells everyone of every stroke.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class Serve implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(Serve.class);

  @Mixin private ConfigOption config;

  private record Running(Daemon daemon, Systemd systemd) {
    void reload() {
      systemd.reloading();
      daemon.reload(systemd::reloaded);
    }
  }

  @Override
  public Integer call() throws Exception {
    Journal journal = Journal.attach(System.getenv());
    CompletableFuture<Running> started = new CompletableFuture<>();
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
    Config loaded = config.load();
    WorstLateness lateness = new WorstLateness();
    Daemon daemon =
        new Daemon(loaded, config.file(), StateDirectory.resolve("state.json"), lateness);
    Welcome.log(loaded, config.file(), daemon.port());
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
    return 1; // the ticks have ended though nobody asked: systemd starts it anew
  }
}
