package inkcast.app;

import inkcast.config.Config;
import inkcast.web.OperatorToken;
import inkcast.web.Operators;
import inkcast.web.Settings;
import org.jspecify.annotations.Nullable;

/** What the web server is to do, as the configuration says. */
final class WebSettings {
  private WebSettings() {}

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
