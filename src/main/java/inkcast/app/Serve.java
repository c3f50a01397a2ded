package inkcast.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code inkcast serve}: the daemon, until it is told to stop. */
@Command(
    name = "serve",
    description = "Lets the writers write, and tells everyone of every stroke.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class Serve implements Callable<Integer> {
  @Mixin private ConfigOption config;

  @Override
  public Integer call() throws Exception {
    Service service = new Service();
    return service.run(config.load(), config, Programme.live());
  }
}
