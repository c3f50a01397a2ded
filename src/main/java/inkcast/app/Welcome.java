package inkcast.app;

import inkcast.config.Config;
import inkcast.model.Twin;
import inkcast.web.PhoneAddress;
import inkcast.web.QrCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a daemon says of itself when it begins: who writes, where it goes, how phones get in. */
final class Welcome {
  private static final Logger log = LoggerFactory.getLogger(Welcome.class);

  private Welcome() {}

  /**
   * Logs a few sentences for whoever has started it.
   *
   * @param port in use
   */
  static void log(Config config, Path file, int port, Programme programme) {
    String tape = programme.describe();
    if (tape != null) {
      log.info(tape);
    }
    if (programme.isLive()) {
      log.info("{}, {} strokes a second each", writers(config), number(config.rate()));
      log.info("the model runs on {}", Twin.choice());
      log.info("it is stepped on {}", threads(config.threads()));
    }
    log.info("strokes go as OSC to {}", targets(config));
    log.info(
        "OSC control on UDP port {}{}",
        port,
        config.osc().tcp() == null ? "" : ", and on TCP port " + config.osc().tcp());
    phones(config, file, port);
  }

  private static String writers(Config config) {
    TreeMap<String, Long> hands =
        config.writers().stream()
            .collect(
                Collectors.groupingBy(Config.Writer::hand, TreeMap::new, Collectors.counting()));
    return hands.isEmpty()
        ? "no writers"
        : hands.entrySet().stream()
            .map(
                e ->
                    e.getValue()
                        + (e.getValue() == 1 ? " writer" : " writers")
                        + " in "
                        + e.getKey())
            .collect(Collectors.joining(", "));
  }

  private static String threads(int threads) {
    int processors = Runtime.getRuntime().availableProcessors();
    return threads == 1
        ? "one thread"
        : "one thread, and on "
            + threads
            + " while one is not enough; processors here: "
            + processors;
  }

  private static String targets(Config config) {
    return config.osc().targets().isEmpty()
        ? "nobody (osc.targets is empty)"
        : config.osc().targets().stream()
            .map(target -> target.to().toString())
            .collect(Collectors.joining(", "));
  }

  private static void phones(Config config, Path file, int port) {
    PhoneAddress phones = PhoneAddress.of(config.server().bind());
    List<String> urls = phones.urls(port);
    urls.forEach(url -> log.info("phone page: {}", url));
    if (!phones.exists()) {
      log.info(
          "only this machine can open it; to let phones in, set server.bind: 0.0.0.0 in {}"
              + " and start again",
          file);
    } else if (urls.isEmpty()) {
      log.info("phone page: on port {}, as soon as this machine has a network", port);
    } else if (Boolean.getBoolean("inkcast.terminal")) {
      // Not in a journal, where its lines are no picture. As UTF-8 whatever Java takes the
      // terminal's encoding for: without it nobody sees a code at all.
      System.err.writeBytes(QrCode.of(urls.getFirst()).lines().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }
}
