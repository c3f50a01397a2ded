package inkcast.app;

import inkcast.config.Config;
import inkcast.web.Browser;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How the wall keeps up with many writers, in figures: no test, so nothing runs it but its name.
 * {@code -Dwall.seconds}, {@code -Dwall.writers} and {@code -Dwall.rate} say how much of it.
 */
class WallFigures {
  private static final int SECONDS = Integer.getInteger("wall.seconds", 20);
  private static final int WRITERS = Integer.getInteger("wall.writers", 64);
  private static final int RATE = Integer.getInteger("wall.rate", 60);
  private static final int SETTLE_SECONDS = 20; // until lines begin and end all the time

  /** Looks on from outside: the page knows nothing of it. */
  private static final String PROBE =
      """
      {
        const probe = (window.probe = { gaps: [], drawn: [], work: [], last: 0, heard: 0 });
        const { set } = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'onmessage');
        Object.defineProperty(WebSocket.prototype, 'onmessage', { set(hear) {
          set.call(this, hear && ((event) => {
            if (typeof event.data !== 'string') probe.heard ||= event.timeStamp;
            hear(event);
          }));
        } });
        const request = window.requestAnimationFrame.bind(window);
        window.requestAnimationFrame = (frame) => request((now) => {
          const begun = performance.now();
          frame(now);
          const end = performance.now();
          probe.work.push(end - begun);
          if (probe.heard > 0) probe.drawn.push(end - probe.heard);
          probe.heard = 0;
        });
        const tick = (now) => {
          if (probe.last > 0) probe.gaps.push(now - probe.last);
          probe.last = now;
          request(tick);
        };
        request(tick);
      }
      """;

  private static final String READ =
      """
      const figures = (all) => {
        const sorted = all.toSorted((a, b) => a - b);
        const at = (part) => sorted[Math.min(all.length - 1, Math.floor(part * all.length))];
        return [0.5, 0.9, 0.99, 1].map((part) => at(part)?.toFixed(1)).join(' / ');
      };
      const { gaps, drawn, work } = probe;
      const seconds = gaps.reduce((a, b) => a + b, 0) / 1000;
      return `${(gaps.length / seconds).toFixed(1)} frames a second; ms, p50 / p90 / p99 / max:`
        + ` between frames ${figures(gaps)}, from a message to its ink ${figures(drawn)},`
        + ` script a frame ${figures(work)}`;
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"1920, 1080", "3840, 2160"})
  void wall(int width, int height) throws Exception {
    Browser.assumeInstalled();
    String config =
        "writers: %d\nrate: %d\nserver: {port: 0}\nosc: {targets: []}\n".formatted(WRITERS, RATE);
    Path file = Files.writeString(folder.resolve("inkcast.yaml"), config);
    try (Daemon daemon = new Daemon(Config.load(file), lateness -> {});
        Browser projector = Browser.projector(width, height)) {
      projector.probe(PROBE).open(URI.create("http://127.0.0.1:" + daemon.port() + "/wall"));
      pass(SETTLE_SECONDS);
      projector.run("for (const list of [probe.gaps, probe.drawn, probe.work]) list.length = 0");
      long before = projector.heap();
      pass(SECONDS);
      System.out.printf(
          "%d x %d, %d writers, %d strokes a second each: %s; heap %d kB, then %d kB%n",
          width,
          height,
          WRITERS,
          RATE,
          projector.run(READ),
          before / 1000,
          projector.heap() / 1000);
    }
  }

  private static void pass(int seconds) {
    Awaitility.await()
        .pollDelay(Duration.ofSeconds(seconds))
        .atMost(Duration.ofSeconds(seconds + 60L))
        .until(() -> true);
  }
}
