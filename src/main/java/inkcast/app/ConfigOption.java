package inkcast.app;

import inkcast.config.Config;
import inkcast.config.ConfigException;
import inkcast.hand.Hand;
import inkcast.hand.Hands;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --config FILE}, for the subcommands that read one. */
final class ConfigOption {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Default: config/inkcast.yaml beside the program.")
  private @Nullable Path file;

  /** The file that is read. */
  Path file() {
    return file == null ? Home.resolve(Path.of("config/inkcast.yaml")) : file;
  }

  /** Reads it. */
  Config load() throws ConfigException {
    return Config.load(file());
  }

  /**
   * A hand that a configuration names, or the file that it gives.
   *
   * @throws IOException if it is unknown, damaged or cannot be read
   */
  static Hand hand(Hands hands, String nameOrFile) throws IOException {
    return Hands.isFile(nameOrFile)
        ? Hands.file(Home.resolve(Path.of(nameOrFile)))
        : hands.byName(nameOrFile);
  }

  /** The hands in a configuration's folders. */
  static Hands hands(Config config) {
    return new Hands(config.hands().stream().map(Home::resolve).toList());
  }
}
