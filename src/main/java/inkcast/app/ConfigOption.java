package inkcast.app;

import inkcast.config.Config;
import inkcast.config.ConfigException;
import inkcast.hand.Hand;
import inkcast.hand.Hands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --config FILE}, for the subcommands that read one. */
final class ConfigOption {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Default: /etc/inkcast/inkcast.yaml where a package is installed, else"
              + " config/inkcast.yaml beside the program.")
  private @Nullable Path file;

  /** The file that is read. */
  Path file() {
    return file == null ? folder().resolve("inkcast.yaml") : file;
  }

  /** A package's is a link to where people look for it, and messages shall name that. */
  private static Path folder() {
    Path folder = Home.resolve(Path.of("config"));
    try {
      return Files.isSymbolicLink(folder) ? folder.toRealPath() : folder;
    } catch (IOException e) {
      return folder; // which will be said not to be there
    }
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
