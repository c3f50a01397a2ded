package inkcast.app;

import inkcast.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Keys that are accepted already, and do nothing yet. */
final class NoEffect {
  private NoEffect() {}

  /** Those that a configuration sets to something other than their default. */
  static List<String> of(Config config) {
    Config defaults = Config.defaults();
    List<String> keys = new ArrayList<>();
    add(keys, "archive", config, defaults, Config::archive);
    return keys;
  }

  private static <T> void add(
      List<String> keys, String key, T set, T byDefault, Function<T, Object> of) {
    if (!Objects.equals(of.apply(set), of.apply(byDefault))) {
      keys.add(key);
    }
  }
}
