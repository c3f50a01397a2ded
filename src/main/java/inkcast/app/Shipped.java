package inkcast.app;

import inkcast.hand.Hand;
import inkcast.hand.Hands;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The hands that come with the program, for subcommands that read no config. */
final class Shipped {
  private Shipped() {}

  /**
   * Loads a hand by its name, from {@code weights/} here or beside the program, or from a file.
   *
   * @throws IOException when it is unknown, damaged or cannot be read
   */
  static Hand hand(String nameOrFile) throws IOException {
    List<Path> folders = List.of(Path.of("weights"), Home.resolve(Path.of("weights")));
    return new Hands(folders.stream().map(Path::normalize).distinct().toList())
        .byNameOrFile(nameOrFile);
  }
}
