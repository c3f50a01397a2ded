package inkcast.hand;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The published model beside the checkout, where there is one. */
final class SeedModel {
  private static final Path FOLDER = Path.of("..", "shared", "seed-model");

  private SeedModel() {}

  /** A file of it; skips the test that asks where it is absent. */
  static Path file(String name) {
    Path file = FOLDER.resolve(name);
    Assumptions.assumeTrue(Files.exists(file), "skipped: no " + file);
    return file;
  }
}
