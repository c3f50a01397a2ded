package inkcast.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The operators' page in a real browser of a phone's size, against a real server. */
final class OperatorPageTest extends OnAPhone {
  @TempDir private Path folder;
  private TestServer server;

  @AfterEach
  void stopServer() {
    phone.open(URI.create("about:blank"));
    server.close();
  }

  private void show() {
    server = TestServer.scribbling(3).play();
    phone.complaints(); // the last test's are not ours
    phone.open(server.page().resolve("operator"));
    await().until(() -> phone.link().equals("Live") && phone.has(3));
  }

  @Test
  void shouldPauseAWriterAndAll() {
    show();
    assertEquals("Pause writer 2", phone.part(2, "pause").getAccessibleName());
    tap(2, "pause");
    await().until(() -> phone.part(2, "pause").getAccessibleName().equals("Resume writer 2"));
    assertEquals(1, paused(2));
    assertEquals(0, paused(1));
    tap("all", "pause");
    await().until(() -> phone.part("all", "pause").getAccessibleName().startsWith("Resume"));
    assertEquals(3, paused(1) + paused(2) + paused(3));
    tap("all", "pause");
    await().until(() -> phone.part("all", "pause").getAccessibleName().startsWith("Pause"));
    assertEquals(0, paused(1) + paused(2) + paused(3));
  }

  @Test
  void shouldShowHowItIsAndSayWhatIsRefused() {
    show();
    await().until(() -> phone.text("health").equals("All is well"));
    await().until(() -> !phone.text("figures").contains("Strokes\n…"));
    assertEquals(360L, phone.run("return document.documentElement.scrollWidth"));
    WebElement drawing = phone.part(2, "svg");
    assertEquals("Save the ink of writer 2", drawing.getAccessibleName());
    assertTrue(drawing.getSize().getHeight() >= 44);
    String type = "return fetch(arguments[0].href).then((a) => a.headers.get('Content-Type'))";
    assertEquals("image/svg+xml", phone.run(type, drawing));
    String small =
        """
        return [...document.querySelectorAll('button, input')]
          .filter((e) => e.checkVisibility() && (e.offsetHeight < 44 || e.offsetWidth < 44)).length;
        """;
    assertEquals(0L, phone.run(small), "touch targets below 44 pixels");
    assertEquals("", phone.complaints());

    phone.element("rate").sendKeys(Keys.chord(Keys.CONTROL, "a"), "30", Keys.ENTER);
    await().until(() -> server.value("/inkcast/rate") == 30);
    phone.run("document.getElementById('reload').click()");
    await().until(() -> phone.text("answer").startsWith("Not taken over: "));
    server.close();
    await().until(() -> phone.text("health").equals("Nobody answers"));
    assertEquals("Reconnecting…", phone.link());
  }

  @Test
  void shouldLetInWhoKnowsTheToken() throws IOException {
    Path file = folder.resolve("token");
    server = TestServer.guarded(OperatorToken.open(file), 1).play();
    phone.open(server.page().resolve("operator"));
    assertEquals(false, phone.element("wrong").isDisplayed());
    phone.element("token").sendKeys("mistyped", Keys.ENTER);
    await().until(() -> phone.text("wrong").equals("That is not the token."));
    phone.element("token").sendKeys(Files.readString(file).strip(), Keys.ENTER);
    await().until(() -> phone.has(1));
    assertEquals("/operator", phone.run("return location.pathname + location.search"));
    await().until(() -> phone.link().equals("Live"));
    tap(1, "pause");
    await().until(() -> paused(1) == 1);
  }

  /** Clear of the bar at the lower edge. */
  private static void tap(Object card, String role) {
    WebElement button = phone.part(card, role);
    phone.run("arguments[0].scrollIntoView({ block: 'center' })", button);
    phone.tap(button);
  }

  private int paused(int writer) {
    return (int) server.value("/inkcast/writer/" + writer + "/pause");
  }

  /** A browser on a busy machine takes its time. */
  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(40));
  }
}
