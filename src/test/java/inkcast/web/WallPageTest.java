package inkcast.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.stage.GlobalNodes;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The wall in a real browser of a projector's size, against a real server. */
@Tag("peer")
final class WallPageTest {
  private static Browser projector;
  private TestServer server;

  @BeforeAll
  static void openBrowser() {
    Browser.assumeInstalled();
    projector = Browser.projector(1920, 1080);
  }

  @AfterAll
  static void closeBrowser() {
    if (projector != null) {
      projector.close();
    }
  }

  @AfterEach
  void stopServer() {
    projector.open(URI.create("about:blank"));
    server.close();
  }

  @Test
  void shouldShowInkAloneAndNothingWhileTheHouseIsClosed() {
    show("");
    await().until(() -> ink() > 100);
    assertEquals(
        "1920 1080 rgb(0, 0, 0) ",
        projector.run(
            """
            const { width, height } = document.querySelector('[data-layer=ink]');
            const { backgroundColor } = getComputedStyle(document.getElementById('page'));
            return [width, height, backgroundColor, document.body.innerText.trim()].join(' ');
            """));
    await()
        .until(() -> projector.run("return getComputedStyle(document.body).cursor").equals("none"));
    GlobalNodes house = server.performance.space().global();
    server.performance.commands().offer(() -> house.open(false, ""));
    await().until(() -> opacity("page").equals("0"));
    server.performance.commands().offer(() -> house.open(true, ""));
    await().until(() -> opacity("page").equals("1"));
    assertEquals("", projector.complaints());
  }

  @Test
  void shouldLetTheOldLineGoWhenAWriterRestarts() {
    show("?writers=2");
    await().until(() -> ink() > 100);
    try (Listener operator = new Listener(server.webSocket())) {
      operator.say("{\"address\":\"/inkcast/writer/*/pause\",\"args\":[1]}");
      await().until(() -> server.value("/inkcast/writer/2/pause") == 1);
      operator.say("{\"address\":\"/inkcast/writer/1/restart\",\"args\":[]}"); // which is not shown
      operator.say("{\"address\":\"/inkcast/writer/2/restart\",\"args\":[]}");
      await().until(() -> ink() == 0);
    }
  }

  @Test
  void shouldComeBackWhenTheServerDoes() {
    show("?paper=light");
    assertEquals("0", opacity("link"));
    projector.run("window.same = true");
    int port = server.port();
    server.close();
    await().until(() -> opacity("link").equals("1"));
    server = TestServer.writing(4, port).play();
    await().until(() -> opacity("link").equals("0"));
    await().until(() -> ink() > 100);
    assertEquals(true, projector.run("return window.same"));

    projector.run("document.querySelector('meta[name=inkcast-build]').content = 'of old'");
    server.close();
    server = TestServer.writing(4, port).play();
    // A script may meet the page as it goes.
    await().ignoreExceptions().until(() -> projector.run("return window.same") == null);
  }

  @Test
  void shouldSayWhatIsWrongWithItsAddress() {
    show("?paper=blue&writers=4-1&part=0,0,960,540&size=3");
    assertEquals(
        "paper: expected dark or light, found blue · writers: expected numbers such as 1-4,7, found"
            + " 4-1 · size: this page knows paper, part and writers",
        projector.text("word"));
  }

  @Test
  void shouldLeaveTheSameInkAsAFreshSheetAndDrawGhostsAboveIt() {
    server = TestServer.scribbling(1);
    projector.open(server.page().resolve("wall"));
    List<?> found = (List<?>) projector.run("return (async () => {" + SCRIBBLE + "})()");
    String all = found.toString();
    assertTrue(number(found, 0) > 5_000, "hardly any ink: " + all);
    assertTrue(number(found, 1) < 0.005 * number(found, 0), "other ink: " + all);
    assertTrue(number(found, 2) > 100, "no ghosts: " + all);
    assertTrue(number(found, 3) > 20 && number(found, 3) < number(found, 2) / 2, all);
    assertEquals(0, number(found, 4), "ghosts that stay: " + all);
  }

  /**
   * Twenty writers who begin new lines all the time; then a tick's ghosts of one of them, the next
   * tick's, fewer, and time that passes.
   */
  private static final String SCRIBBLE =
      """
      const { Sheet } = await import('./page/sheet.js');
      const { Projection } = await import('./page/projection.js');
      const { Writers } = await import('./page/writers.js');
      const { read } = await import('./page/osc.js');
      const writers = new Writers('/x');
      const make = () => {
        const element = document.body.appendChild(document.createElement('div'));
        const sheet = new Sheet(element, '#000', true, () => {});
        sheet.lay(960, 540, 1, new Projection(0.5, 0, 0));
        return { element, sheet };
      };
      const data = ({ element }, layer) => element.querySelector(`[data-layer=${layer}]`)
        .getContext('2d').getImageData(0, 0, 960, 540).data;
      let seed = 1;
      const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
      const say = (n, node, ...args) => writers.hear(`/x/writer/${n}/${node}`, args);
      const worn = make();
      const pens = [];
      for (let tick = 0; tick < 250; tick++) {
        for (let n = 1; n <= 20; n++) {
          const pen = (pens[n] ??= { x: 2000, y: 0, lines: 0 });
          if (pen.x > 1800) {
            Object.assign(pen, { x: 50 + 1500 * random(), y: 50 * n, lines: pen.lines + 1 });
            say(n, 'restarts', pen.lines);
            say(n, 'color', random(), random(), random());
          }
          const [dx, dy] = [12 * random() - 3, 24 * random() - 12];
          say(n, 'stroke', tick, (pen.x += dx), (pen.y += dy), dx, dy, random() < 0.95 ? 1 : 0);
        }
        worn.sheet.frame(writers, 16 * tick);
      }
      let now = 4000;
      while (worn.sheet.frame(writers, now)) now += 16;
      const fresh = make();
      fresh.sheet.frame(writers, now);
      const [a, b] = [data(worn, 'ink'), data(fresh, 'ink')];
      let ink = 0;
      let others = 0;
      for (let i = 0; i < a.length; i += 4) {
        if (b[i] + b[i + 1] + b[i + 2] > 128) ink++;
        if ([i, i + 1, i + 2].some((j) => Math.abs(a[j] - b[j]) > 64)) others++;
      }

      const bytes = (...parts) => parts.flat();
      const text = (s) => [...s].map((c) => c.charCodeAt(0)).concat(Array(4 - (s.length % 4)).fill(0));
      const word = (value, float) => {
        const view = new DataView(new ArrayBuffer(4));
        if (float) view.setFloat32(0, value); else view.setInt32(0, value);
        return [...new Uint8Array(view.buffer)];
      };
      const tick = (count) => {
        const messages = [];
        for (let ghost = 0; ghost < count; ghost++) {
          for (let step = 0; step < 10; step++) {
            messages.push(bytes(text('/x/writer/1/ghost'), text(',iiffffi'), word(ghost), word(step),
              word(100 + 10 * step, true), word(100 + 10 * ghost, true), word(10, true),
              word(0, true), word(1)));
          }
        }
        return new Uint8Array(bytes(text('#bundle'), Array(8).fill(0),
          messages.flatMap((message) => bytes(word(message.length), message)))).buffer;
      };
      const ghosts = () => data(fresh, 'ghosts').filter((v, i) => i % 4 === 3 && v > 30).length;
      const seen = [5, 1].map((count) => {
        read(tick(count), (address, args) => writers.hear(address, args));
        fresh.sheet.frame(writers, performance.now());
        return ghosts();
      });
      fresh.sheet.frame(writers, performance.now() + 301);
      return [ink, others, ...seen, ghosts()];
      """;

  /** Pixels of the sheet that are not as its left top corner is. */
  private static long ink() {
    String script =
        """
        const canvas = document.querySelector('[data-layer=ink]');
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        let ink = 0;
        for (let i = 0; i < data.length; i += 4) {
          if (Math.abs(data[i] - data[0]) + Math.abs(data[i + 1] - data[1]) > 64) ink++;
        }
        return ink;
        """;
    return ((Number) projector.run(script)).longValue();
  }

  private static double number(List<?> all, int index) {
    return ((Number) all.get(index)).doubleValue();
  }

  private void show(String search) {
    server = TestServer.writing(4, 0).play();
    projector.complaints(); // the last test's are not ours
    projector.open(server.page().resolve("wall" + search));
    await().until(() -> "live".equals(projector.run("return document.body.dataset.link")));
  }

  /** Once nothing moves any more, without waiting for that. */
  private static Object opacity(String id) {
    return projector.run(
        """
        document.getAnimations().forEach((animation) => animation.finish());
        return getComputedStyle(document.getElementById(arguments[0])).opacity;
        """,
        id);
  }

  /** A browser on a busy machine takes its time. */
  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(40));
  }
}
