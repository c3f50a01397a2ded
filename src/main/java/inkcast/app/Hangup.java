package inkcast.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/**
 * SIGHUP. Java has no supported way to hear of a signal: its shutdown hooks know only the ones that
 * end it, and SIGHUP would. {@code sun.misc.Signal} is exported by {@code jdk.unsupported} for just
 * this until there is one (JEP 260).
 */
final class Hangup {
  private static final Logger log = LoggerFactory.getLogger(Hangup.class);

  private Hangup() {}

  /** Does something at each SIGHUP from now on, on a thread of the JVM's. */
  static void handle(Runnable action) {
    try {
      Signal.handle(new Signal("HUP"), signal -> action.run());
    } catch (IllegalArgumentException e) { // another system, or the JVM runs with -Xrs
      log.info("no reload by SIGHUP here: {}", e.getMessage());
    }
  }
}
