package inkcast.app;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one folder that the program keeps things in by itself. What systemd gives comes first ({@code
 * StateDirectory=}), then what the system property {@code inkcast.state} says, then {@code state/}
 * in a checkout. It may be missing, and nobody but its owner need be able to read it. Any thread.
 */
final class StateDirectory {
  private StateDirectory() {}

  /** Where a file or folder of that name is kept; an absolute path stays as it is. */
  static Path resolve(String name) {
    return of(System.getenv(), System.getProperty("inkcast.state")).resolve(name).normalize();
  }

  /**
   * The folder itself.
   *
   * @param environment with {@code STATE_DIRECTORY}, perhaps: a list with colons, whose first
   *     counts
   * @param otherwise what else was said, or null
   */
  static Path of(Map<String, String> environment, @Nullable String otherwise) {
    String given = environment.getOrDefault("STATE_DIRECTORY", "");
    int colon = given.indexOf(':');
    String first = colon < 0 ? given : given.substring(0, colon);
    if (!first.isEmpty()) {
      return Path.of(first);
    }
    return otherwise == null || otherwise.isEmpty()
        ? Home.resolve(Path.of("state"))
        : Path.of(otherwise);
  }
}
