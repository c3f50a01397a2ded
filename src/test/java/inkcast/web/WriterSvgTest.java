package inkcast.web;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.draw.Plot;
import inkcast.packet.Helper;
import inkcast.packet.Message;
import inkcast.stage.WriterNodes;
import inkcast.tick.Scribblers;
import inkcast.writer.Point;
import inkcast.writer.Writer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a writer has on its page, as others see it: a listener, and two renderers. */
@Tag("peer")
class WriterSvgTest {
  private static final int STROKES = 500;
  private static final int FRAMES = 20;
  private static final String STROKE = "/inkcast/writer/1/stroke";
  private static final int DPI = 192;
  private static final int WIDTH = 2244; // pixels of 297 mm, but for the one that is cut
  private static final int HEIGHT = 1262;

  @TempDir private Path folder;

  @BeforeAll
  static void require() {
    Browser.assumeInstalled();
    Helper.require("rsvg-convert");
  }

  @Test
  void shouldBeAsLongAsItsStrokesAndLookTheSameInTwoRenderers() throws Exception {
    try (TestServer server = TestServer.writing(1, 0);
        HttpClient http = HttpClient.newHttpClient();
        Browser browser = Browser.fineDesktop()) {
      Map<Integer, Double> inked = write(server);
      URI uri = URI.create(server.page() + "writer/1.svg");
      byte[] svg =
          http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray()).body();

      Plot plot = Plot.parse(svg);
      assertEquals(inked.size(), plot.about().get("strokes").asInt());
      double sum = inked.values().stream().mapToDouble(length -> length).sum();
      double expected = sum * plot.about().get("mm_per_unit").asDouble();
      assertTrue(expected > 100, () -> "millimetres: " + expected);
      assertEquals(expected, plot.length(), 1e-4 * expected);

      browser.open(uri);
      String script =
          "return [...document.querySelectorAll('path')]"
              + ".reduce((sum, path) => sum + path.getTotalLength(), 0)";
      double measured = ((Number) browser.run(script)).doubleValue();
      assertEquals(expected, measured, 1e-3 * expected); // Chromium reckons in floats
      assertSame(image(browser.screenshot()), rsvg(svg));
      assertFalse(browser.complaints().contains("Security Policy"));
    }
  }

  /** Lets a writer begin a line as large as people see it; the ink that was told, by seq. */
  private static Map<Integer, Double> write(TestServer server) {
    try (Listener listener = new Listener(server.webSocket())) {
      listener.listen(STROKE);
      await().until(() -> isHeardAfterATick(server, listener));
      int before = (int) server.value(STROKE);
      WriterNodes nodes = server.performance.space().writers().getFirst();
      Point start = Scribblers.PAGE.line(0, 1);
      nodes.writer().setup(new Writer.Setup("test", Scribblers.PAGE, start, 10, 0.65f), null);
      nodes.clear();
      Map<Integer, Double> inked = new TreeMap<>();
      for (int i = 1; i <= STROKES; i++) {
        server.tick();
        if (i % FRAMES == 0 || i == STROKES) { // no more than may be on their way
          int last = before + i;
          await().until(() -> listener.of(STROKE).stream().anyMatch(s -> seq(s) == last));
        }
      }
      for (Message stroke : listener.of(STROKE)) {
        if (seq(stroke) > before) {
          inked.put(seq(stroke), ink(stroke));
        }
      }
      return inked;
    }
  }

  private static boolean isHeardAfterATick(TestServer server, Listener listener) {
    server.tick();
    return !listener.of(STROKE).isEmpty();
  }

  private static int seq(Message stroke) {
    return (Integer) stroke.arguments().getFirst();
  }

  private static double ink(Message stroke) {
    boolean ink = (Integer) stroke.arguments().get(5) != 0;
    return ink
        ? Math.hypot((Float) stroke.arguments().get(3), (Float) stroke.arguments().get(4))
        : 0;
  }

  private BufferedImage rsvg(byte[] svg) throws Exception {
    Path file = Files.write(folder.resolve("writer.svg"), svg);
    Path png = folder.resolve("writer.png");
    Helper.run(
        "rsvg-convert",
        "--background-color=white",
        "--dpi-x=" + DPI,
        "--dpi-y=" + DPI,
        "-o",
        png.toString(),
        file.toString());
    return image(Files.readAllBytes(png));
  }

  private static BufferedImage image(byte[] png) throws Exception {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  /**
   * The two smooth the edges of a line differently, by a 25th of the ink, and edges are half of a
   * line of 3.5 pixels: hence a tenth. Moved by a single pixel it would be a third.
   */
  private static void assertSame(BufferedImage one, BufferedImage other) {
    double same = difference(one, other, 0);
    double moved = difference(one, other, 1);
    assertTrue(same < 0.1, () -> "differs by " + same + " of the ink");
    assertTrue(moved > 0.25, () -> "moved by a pixel it differs by " + moved + " of the ink");
  }

  private static double difference(BufferedImage one, BufferedImage other, int right) {
    double ink = 0;
    double difference = 0;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = right; x < WIDTH; x++) {
        for (int shift = 0; shift <= 16; shift += 8) {
          int a = one.getRGB(x - right, y) >> shift & 0xff;
          int b = other.getRGB(x, y) >> shift & 0xff;
          ink += 255 - b;
          difference += Math.abs(a - b);
        }
      }
    }
    return difference / ink;
  }
}
