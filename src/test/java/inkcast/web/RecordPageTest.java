package inkcast.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.train.StrokeFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writing on the page in a real browser of a phone's size, against a real server. */
final class RecordPageTest extends OnAPhone {
  @TempDir private Path folder;
  private Path recordings;
  private TestServer server;

  @BeforeEach
  void startServer() {
    recordings = folder.resolve("recordings");
    server = TestServer.recording(recordings);
    phone.complaints(); // the last test's are not ours
    open();
  }

  @AfterEach
  void stopServer() {
    phone.run("localStorage.clear()");
    phone.open(URI.create("about:blank"));
    server.close();
  }

  @Test
  void shouldKeepWhatAFingerWrites() throws IOException {
    String first = phone.text("text");
    phone.drag(phone.element("pad"), -0.3, 0.1);
    phone.tap(phone.element("pad"));
    assertTrue(phone.ink("#pad") > 100, "no ink is seen");
    phone.tap(phone.element("next"));
    await().until(() -> phone.text("count").startsWith("1 line,"));
    await().until(() -> phone.ink("#pad") == 0);
    assertTrue(phone.ink("#fair") > 100, "no tidied ink is seen");
    assertTrue(!phone.text("text").equals(first), "the text is the same");

    float[] steps = StrokeFile.read(files().getFirst()).streams().getFirst();
    double right = 0; // model units, of the line
    int lifted = 0;
    for (int i = 0; i < steps.length; i += 3) {
      right += lifted == 0 ? steps[i] : 0;
      lifted += (int) steps[i + 2];
    }
    assertEquals(2, lifted, "a line and a dot");
    // Four tenths of the paper, 340 wide, in eight whole pixels each; an x is 32 of them high.
    assertEquals(8 * (int) (0.4 * 340 / 8) / 32.0 * 2.5, right, 0.05);
    assertEquals("", phone.complaints());
  }

  @Test
  void shouldTakeStrokesBack() {
    phone.drag(phone.element("pad"), -0.3, 0);
    long one = phone.ink("#pad");
    phone.drag(phone.element("pad"), 0.1, 0.4);
    assertTrue(phone.ink("#pad") > one);
    phone.tap(phone.element("undo"));
    assertEquals(one, phone.ink("#pad"));
    phone.drag(phone.element("pad"), 0.1, 0.4);
    phone.tap(phone.element("clear"));
    assertEquals(0, phone.ink("#pad"));
  }

  @Test
  void shouldLoseNothingWhenALineCannotBeSaved() throws IOException {
    Files.writeString(recordings, "a file stands here");
    phone.drag(phone.element("pad"), -0.3, 0.1);
    String text = phone.text("text");
    long ink = phone.ink("#pad");
    phone.tap(phone.element("next"));
    await().until(() -> phone.text("word").contains("cannot write to"));
    assertEquals("Save again", phone.text("next"));
    assertEquals(ink, phone.ink("#pad"));

    open();
    await().until(() -> phone.ink("#pad") == ink);
    assertEquals(text, phone.text("text"));
    Files.delete(recordings);
    phone.tap(phone.element("next"));
    await().until(() -> phone.text("count").startsWith("1 line,"));
    assertTrue(Files.readString(files().getFirst()).contains("\"text\":\"" + text + "\""));
  }

  @Test
  void shouldSayThatANameIsNone() throws IOException {
    phone.run("document.getElementById('hand').value = '../mine'");
    phone.drag(phone.element("pad"), -0.3, 0.1);
    phone.tap(phone.element("next"));
    await().until(() -> phone.text("word").startsWith("A name has letters"));
    assertTrue(phone.ink("#pad") > 100, "the ink has gone");
    assertEquals(List.of(), files());
  }

  @Test
  void shouldIgnoreASecondFingerWhileAStrokeIsDown() {
    point("pointerdown", "touch", 71, 20);
    point("pointermove", "touch", 71, 60);
    long ink = phone.ink("#pad");
    point("pointerdown", "touch", 72, 200);
    point("pointermove", "touch", 72, 300);
    point("pointerup", "touch", 72, 300);
    assertEquals(ink, phone.ink("#pad"));
    point("pointermove", "touch", 71, 100);
    point("pointerup", "touch", 71, 100);
    assertTrue(phone.ink("#pad") > ink, "the first finger was forgotten");
  }

  @Test
  void shouldIgnoreTheHandThatHoldsThePenOnTheNextLineToo() {
    point("pointerdown", "pen", 71, 20);
    point("pointermove", "pen", 71, 60);
    point("pointerup", "pen", 71, 60);
    assertTrue(phone.ink("#pad") > 0);
    phone.tap(phone.element("clear"));
    point("pointerdown", "touch", 72, 200);
    point("pointermove", "touch", 72, 300);
    point("pointerup", "touch", 72, 300);
    assertEquals(0, phone.ink("#pad"));
    point("pointerdown", "pen", 73, 20);
    point("pointermove", "pen", 73, 60);
    assertTrue(phone.ink("#pad") > 0, "the pen was forgotten");
  }

  @Test
  void shouldNotKeepASlipOfTheThumb() throws IOException {
    phone.tap(phone.element("pad"));
    phone.tap(phone.element("next"));
    await().until(() -> phone.text("word").contains("hardly any ink"));
    assertEquals(List.of(), files());
  }

  /** chromedriver has but one finger here, and no pen: the page is told of the others. */
  private static void point(String event, String type, int id, int x) {
    phone.run(
        """
        const [event, pointerType, pointerId, x] = arguments;
        const pad = document.getElementById('pad');
        const { left, top } = pad.getBoundingClientRect();
        pad.dispatchEvent(new PointerEvent(event, { pointerId, pointerType, button: 0, pressure: 0.5,
          clientX: left + x, clientY: top + 100, bubbles: true, cancelable: true }));
        """,
        event,
        type,
        id,
        x);
  }

  @Test
  void shouldFitASmallPhone() {
    assertEquals(360L, phone.run("return document.documentElement.scrollWidth"));
    assertEquals(740L, phone.run("return document.documentElement.scrollHeight"));
    String small =
        """
        return [...document.querySelectorAll('button, input')]
          .filter((e) => e.offsetHeight < 44 || e.offsetWidth < 44).length;
        """;
    assertEquals(0L, phone.run(small), "touch targets below 44 pixels");
    assertEquals("", phone.complaints());
  }

  private void open() {
    phone.open(server.page().resolve("record"));
    await().until(() -> phone.text("count").contains("line"));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).toList();
    }
  }

  /** A browser on a busy machine takes its time. */
  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(40));
  }
}
