package inkcast.app;

import inkcast.config.Config;
import inkcast.osc.OscControl;
import inkcast.osc.Reception;
import inkcast.tick.Counters;
import inkcast.tick.Performance;
import inkcast.web.Insight;
import inkcast.web.OperatorToken;
import inkcast.web.Operators;
import inkcast.web.WebServer;
import io.netty.channel.IoEventLoopGroup;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** UDP and TCP on one port number: OSC control, and the web. */
record OnePort(OscControl oscControl, WebServer web) {
  private static final int FREE_PORT_TRIES = 10; // for a number that is free for UDP and for TCP

  /**
   * What is served there.
   *
   * @param token null: nobody becomes an operator by one
   */
  record Served(
      Config config,
      IoEventLoopGroup network,
      Performance performance,
      Reception reception,
      Insight insight,
      Operators operators,
      @Nullable OperatorToken token,
      Counters counters) {}

  /**
   * Opens it.
   *
   * @throws IOException if the port, or any port if it is 0, is not to be had
   */
  static OnePort open(Served served, InetAddress bind) throws IOException {
    return open(served, bind, served.config.server().port() == 0 ? FREE_PORT_TRIES : 1);
  }

  private static OnePort open(Served served, InetAddress bind, int tries) throws IOException {
    OscControl osc =
        OscControl.open(
            new InetSocketAddress(bind, served.config.server().port()), served.reception);
    try {
      WebServer server =
          new WebServer(
              served.network,
              WebSettings.of(served.config, osc.port(), served.operators, served.token),
              served.performance,
              served.insight,
              served.counters);
      server.start();
      return new OnePort(osc, server);
    } catch (BindException e) {
      osc.close();
      if (tries > 1) {
        return open(served, bind, tries - 1);
      }
      throw e;
    }
  }
}
