package inkcast.app;

import inkcast.config.Config;
import inkcast.web.OperatorToken;
import inkcast.web.Operators;
import inkcast.web.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the web server is to do, as the configuration says. */
final class WebSettings {
  private static final Logger log = LoggerFactory.getLogger(WebSettings.class);

  private WebSettings() {}

  /**
   * The operators' token; null if there is none, or none can be made: the show goes on without.
   *
   * @throws IOException if the file that is there is not fit to be one
   */
  static @Nullable OperatorToken token(Config.Server server) throws IOException {
    if (server.tokenFile() == null) {
      return null;
    }
    Path file = Home.resolve(server.tokenFile());
    try {
      return OperatorToken.open(file);
    } catch (IOException e) {
      if (Files.exists(file)) {
        throw e;
      }
      log.warn("nobody becomes an operator by a token: {} cannot be made: {}", file, e.toString());
      return null;
    }
  }

  /** As a configuration says, on a port that is known by now. */
  static Settings of(Config config, int port, Operators operators, @Nullable OperatorToken token) {
    Config.Server server = config.server();
    return new Settings(
        server.bind(),
        port,
        server.name(),
        server.names(),
        server.origins(),
        operators,
        token,
        server.connections(),
        server.messages(),
        config.osc().prefix(),
        config.temperature().max(),
        Home.resolve(config.recordings()));
  }
}
