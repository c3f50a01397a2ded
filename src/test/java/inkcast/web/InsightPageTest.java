package inkcast.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages that look into one writer, on a phone, against a real server. */
final class InsightPageTest extends OnAPhone {
  private TestServer server;

  @BeforeEach
  void startServer() {
    server = TestServer.writing(2, 0).play();
    phone.complaints(); // the last test's are not ours
  }

  @AfterEach
  void stopServer() {
    phone.open(URI.create("about:blank"));
    server.close();
  }

  @Test
  void shouldDrawWhereThePenMayGoAndLetTheSliderReshapeIt() {
    phone.open(server.page().resolve("mixture?writer=2"));
    await().until(() -> painted("#cloud") > 100 && painted("#ink") > 20);
    phone.drag(phone.element("temperature"), 0, -0.45);
    await().until(() -> server.value("/inkcast/writer/2/temperature") < 0.2);
    await().until(() -> painted("#cloud") < 0.1 * pixels("#cloud"));
    phone.drag(phone.element("temperature"), 0, 0.45);
    await().until(() -> server.value("/inkcast/writer/2/temperature") > 1.8);
    await().until(() -> painted("#cloud") > 0.5 * pixels("#cloud"));
    await().until(() -> painted("#curve") > 1_000);
    assertEquals(0.65, server.value("/inkcast/writer/1/temperature"), 1e-6);
    assertEquals("", phone.complaints());
  }

  @Test
  void shouldDrawEachCellOverTheStrokes() {
    int cells = server.performance.space().writers().getFirst().writer().weights().units();
    phone.open(server.page().resolve("mind"));
    await().until(() -> painted("#ink") > 100 && colors() > 20);
    await().until(() -> height("#cells") > 0.7 * cells);
    assertTrue(height("#cells") <= cells);
    int port = server.port();
    server.close();
    await().until(() -> !phone.link().equals("Live"));
    server = TestServer.writing(1, port).play();
    await().until(() -> phone.link().equals("Live"));
    phone.complaints(); // of the lost link
    phone.run("document.querySelector('#cells canvas').getContext('2d').clearRect(0, 0, 999, 999)");
    await().until(() -> colors() > 20);
    assertEquals("", phone.complaints());
  }

  @Test
  void shouldPutCellsThatBehaveAlikeNextToEachOther() {
    phone.open(server.page().resolve("mind"));
    String found = String.valueOf(phone.run("return (async () => {" + GROUPS + "})()"));
    assertEquals("40 1 true", found);
  }

  /** Two groups of cells, every other one of each, and some noise on top. */
  private static final String GROUPS =
      """
      const { chain, compared, likeness } = await import('./page/order.js');
      const end = (steps) => {
        let step = steps.next();
        while (!step.done) step = steps.next();
        return step.value;
      };
      let seed = 1;
      const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
      const columns = Array.from({ length: 200 }, (none, t) => Int8Array.from({ length: 40 },
        (no, cell) => 60 * Math.sin(t / (cell % 2 ? 7 : 11)) + 60 * (random() - 0.5)));
      const rows = end(compared(columns, [...Array(40).keys()]));
      const order = end(chain(rows, 3));
      const borders = order.filter((cell, i) => i > 0 && (cell - order[i - 1]) % 2 !== 0).length;
      const plain = order.toSorted((a, b) => a - b);
      const better = likeness(rows, order) > likeness(rows, plain) + 0.5;
      return [new Set(order).size, borders, better].join(' ');
      """;

  /** Pixels of an element's canvas with something on them. */
  private static long painted(String selector) {
    String script =
        """
        let painted = 0;
        for (const canvas of document.querySelectorAll(arguments[0] + ' canvas')) {
          const { width, height } = canvas;
          if (width === 0 || height === 0) continue;
          const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
          for (let i = 3; i < data.length; i += 4) if (data[i] > 60) painted++;
        }
        return painted;
        """;
    return ((Number) phone.run(script, selector)).longValue();
  }

  private static long height(String selector) {
    String script = "return document.querySelector(arguments[0] + ' canvas').height";
    return ((Number) phone.run(script, selector)).longValue();
  }

  private static long pixels(String selector) {
    String script =
        """
        const { width, height } = document.querySelector(arguments[0] + ' canvas');
        return width * height;
        """;
    return ((Number) phone.run(script, selector)).longValue();
  }

  /** Different colours of the heat map, up to a hundred. */
  private static long colors() {
    String script =
        """
        const canvas = document.querySelector('#cells canvas');
        if (!canvas) return 0;
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        const colors = new Set();
        for (let i = 0; i < data.length && colors.size < 100; i += 4) {
          colors.add(data[i] << 16 | data[i + 1] << 8 | data[i + 2]);
        }
        return colors.size;
        """;
    return ((Number) phone.run(script)).longValue();
  }

  /** A browser on a busy machine takes its time. */
  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(40));
  }
}
