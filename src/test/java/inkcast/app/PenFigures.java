package inkcast.app;

import static org.awaitility.Awaitility.await;

import inkcast.config.Config;
import inkcast.web.Browser;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a visitor's stroke is on its way, from the finger to whoever listens as the wall does,
 * in figures: no test, so nothing runs it but its name. {@code -Dpen.turns} says how much of it.
 */
class PenFigures {
  private static final int TURNS = Integer.getInteger("pen.turns", 10);
  private static final int POINTS = 60;

  /** In the page itself, for the sake of one clock; a socket of its own hears what all do. */
  private static final String PROBE =
      """
      window.sent = [];
      window.ways = [];
      let event = 0;
      for (const type of ['pointerdown', 'pointermove', 'pointerup']) {
        window.addEventListener(type, () => (event = performance.now()), true);
      }
      const { send } = WebSocket.prototype;
      WebSocket.prototype.send = function (text) {
        if (text.includes('/write\"')) sent.push([event, ...JSON.parse(text).args]);
        return send.call(this, text);
      };
      return import('/page/osc.js').then(({ read }) => {
        const socket = new WebSocket(location.origin.replace('http', 'ws'));
        socket.binaryType = 'arraybuffer';
        socket.onopen = () => socket.send(JSON.stringify(
          { COMMAND: 'LISTEN', DATA: '/inkcast/writer/*/{stroke,color,restarts,ghost}' }));
        socket.onmessage = ({ data }) => {
          const now = performance.now();
          read(data, (address, [seq, x, y, dx, dy]) => {
            if (address !== '/inkcast/writer/1/stroke' || sent.length === 0) return;
            if (Math.hypot(dx - sent[0][1], dy - sent[0][2]) > 0.01) return;
            ways.push(now - sent.shift()[0]);
          });
        };
      });
      """;

  private static final String READ =
      """
      const sorted = ways.toSorted((a, b) => a - b);
      const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
      return `${sorted.length} strokes, ${sent.length} not heard of; from the event to the message,`
        + ` ms, p50 / p90 / p99 / max: ${[0.5, 0.9, 0.99, 1].map((p) => at(p)?.toFixed(1)).join(' / ')}`;
      """;

  @TempDir private Path folder;

  @Test
  void pen() throws Exception {
    Browser.assumeInstalled();
    String config = "server: {port: 0}\nosc: {targets: []}\n";
    Path file = Files.writeString(folder.resolve("inkcast.yaml"), config);
    try (Daemon daemon = new Daemon(Config.load(file), lateness -> {});
        Browser phone = Browser.phone()) {
      phone.open(URI.create("http://127.0.0.1:" + daemon.port() + "/"));
      await().atMost(Duration.ofSeconds(40)).until(() -> phone.link().equals("Live"));
      await().atMost(Duration.ofSeconds(40)).until(() -> phone.has(1));
      phone.run(PROBE);
      phone.tap(phone.part(1, "write"));
      for (int turn = 0; turn < TURNS; turn++) {
        phone.draw(phone.element("writing-pad"), wave());
        await()
            .atMost(Duration.ofSeconds(40))
            .until(() -> phone.element("writing-say").getText().startsWith("Now"));
      }
      System.out.println(phone.run(READ));
    }
  }

  /** A wave, as fast as a hand writes: about a step of the model in each frame. */
  private static int[][] wave() {
    int[][] points = new int[POINTS][];
    for (int i = 0; i < POINTS; i++) {
      points[i] = new int[] {-150 + 4 * i, (int) (6 * Math.sin(i / 3.0))};
    }
    return points;
  }
}
