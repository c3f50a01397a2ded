package inkcast.app;

import java.nio.file.Path;

/** The folder that the program was started from: the checkout, or where it is installed. */
final class Home {
  private static final Path HOME = Path.of(System.getProperty("inkcast.home", "."));

  private Home() {}

  /** Where a relative path of the configuration leads; an absolute one stays as it is. */
  static Path resolve(Path path) {
    return HOME.resolve(path).normalize();
  }
}
