package inkcast.app;

import inkcast.discovery.Discovery;
import inkcast.discovery.Service;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets browsers, clients of OSCQuery, senders of OSC and MIDI sessions find this daemon; not while
 * it is bound to loopback.
 */
final class Announcement implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Announcement.class);

  private final Discovery discovery;
  private final List<Service> always;

  private Announcement(Discovery discovery, List<Service> always) {
    this.discovery = discovery;
    this.always = always;
  }

  /**
   * Begins to announce.
   *
   * @param port the one for HTTP, WebSocket and OSC
   * @param called is told this machine's names
   */
  static Announcement start(String name, InetAddress bind, int port, Consumer<String> called) {
    List<Service> always =
        List.of(
            new Service("_http._tcp", port, Map.of("path", "/")),
            new Service("_oscjson._tcp", port),
            new Service("_osc._udp", port));
    Set<String> told = new HashSet<>();
    Discovery discovery =
        Discovery.start(
            name,
            bind,
            always,
            host -> {
              called.accept(host);
              if (told.add(host)) {
                log.info("phone page: http://{}:{}/", host, port);
              }
            });
    return new Announcement(discovery, always);
  }

  /**
   * Announces the MIDI session, too.
   *
   * @param name as its peers list it
   * @param port its control port; 0: not any more
   */
  void midi(String name, int port) {
    List<Service> all = new ArrayList<>(always);
    if (port != 0) {
      all.add(new Service("_apple-midi._udp", port, Map.of(), name));
    }
    discovery.offer(all);
  }

  @Override
  public void close() {
    discovery.close();
  }
}
