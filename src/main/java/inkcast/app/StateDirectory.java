package inkcast.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where lies what a daemon keeps. */
final class StateDirectory {
  private StateDirectory() {}

  /** The one that systemd gives, else the system property's, else {@code state} at home. */
  static Path path() {
    return path(System.getenv("STATE_DIRECTORY"), System.getProperty("inkcast.state"));
  }

  /**
   * As {@link #path()}.
   *
   * @param systemd several are separated by colons, and the first counts
   */
  static Path path(@Nullable String systemd, @Nullable String property) {
    if (systemd != null && !systemd.isEmpty()) {
      return Path.of(systemd.split(":", 2)[0]);
    }
    return property != null && !property.isEmpty()
        ? Path.of(property)
        : Home.resolve(Path.of("state"));
  }
}
