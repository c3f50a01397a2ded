package inkcast.app;

import inkcast.hand.Hand;
import inkcast.hand.Hands;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The hands that come with the program or were made here, for subcommands that read no config. */
final class Shipped {
  private Shipped() {}

  /** Where hands are sought by their name: {@code weights/} here, in the state, by the program. */
  static List<Path> folders() {
    return Stream.of(
            Path.of("weights").toAbsolutePath(),
            StateDirectory.resolve("weights"),
            Home.resolve(Path.of("weights")))
        .map(Path::normalize)
        .distinct()
        .toList();
  }

  /**
   * Loads a hand by its name, or from a file.
   *
   * @throws IOException when it is unknown, damaged or cannot be read
   */
  static Hand hand(String nameOrFile) throws IOException {
    return new Hands(folders()).byNameOrFile(nameOrFile);
  }
}
