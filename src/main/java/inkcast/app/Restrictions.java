package inkcast.app;

import inkcast.config.Config;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keys that a daemon reads as it begins, and not again. */
final class Restrictions {
  private static final Logger log = LoggerFactory.getLogger(Restrictions.class);

  private Restrictions() {}

  private record Key(String name, Function<Config, @Nullable Object> of) {}

  private static final List<Key> KEYS =
      List.of(
          new Key("page", Config::page),
          new Key("recordings", Config::recordings),
          new Key("threads", Config::threads),
          new Key("server.bind", config -> config.server().bind()),
          new Key("server.port", config -> config.server().port()),
          new Key("server.name", config -> config.server().name()),
          new Key("server.names", config -> config.server().names()),
          new Key("server.origins", config -> config.server().origins()),
          new Key("server.operators", config -> config.server().operators()),
          new Key("server.token-file", config -> config.server().tokenFile()),
          new Key("server.connections", config -> config.server().connections()),
          new Key("server.messages", config -> config.server().messages()),
          new Key("midi.osc", config -> config.midi().osc()),
          new Key("osc.prefix", config -> config.osc().prefix()),
          new Key("osc.tcp", config -> config.osc().tcp()));

  /** Those in which a configuration differs from the one that the daemon began with. */
  static List<String> of(Config started, Config next) {
    List<String> keys = new ArrayList<>();
    for (Key key : KEYS) {
      if (!Objects.equals(key.of.apply(started), key.of.apply(next))) {
        keys.add(key.name);
      }
    }
    return keys;
  }

  /** Says which they are. */
  static void log(Path file, Config started, Config next) {
    List<String> keys = of(started, next);
    if (!keys.isEmpty()) {
      log.warn("{}: only a restart takes over {}", file, String.join(", ", keys));
    }
  }
}
