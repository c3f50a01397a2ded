package inkcast.app;

import inkcast.config.Config;
import java.util.ArrayList;
import java.util.List;

/** Keys that are accepted already, and do nothing yet. */
final class NoEffect {
  private NoEffect() {}

  /** Those that a configuration sets to something other than their default. */
  static List<String> of(Config config) {
    Config defaults = Config.defaults();
    List<String> keys = new ArrayList<>();
    add(keys, "visitor", !config.visitor().equals(defaults.visitor()));
    add(keys, "archive", !config.archive().equals(defaults.archive()));
    add(keys, "hours", !config.hours().equals(defaults.hours()));
    add(keys, "alert", !config.alert().equals(defaults.alert()));
    return keys;
  }

  private static void add(List<String> keys, String key, boolean set) {
    if (set) {
      keys.add(key);
    }
  }
}
