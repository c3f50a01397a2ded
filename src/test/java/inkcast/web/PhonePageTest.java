package inkcast.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.packet.Message;
import inkcast.stage.GlobalNodes;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page in a real browser of a phone's size, against a real server. */
final class PhonePageTest extends OnAPhone {
  private static final String TEMPERATURE = "/inkcast/writer/1/temperature";

  private TestServer server;
  private Listener listener;

  @BeforeEach
  void startServer() {
    server = TestServer.writing(4, 0).play();
    listener = new Listener(server.webSocket());
    show(phone);
  }

  @AfterEach
  void stopServer() {
    phone.open(URI.create("about:blank"));
    listener.close();
    server.close();
  }

  @Test
  void shouldSendWhatASliderIsDraggedTo() {
    listener.listen("/inkcast/writer/*/temperature");
    phone.drag(phone.part(1, "temperature"), -0.2, 0.2);
    await().until(() -> temperature() > 1.3);
    await().until(() -> phone.value(1).equals(twoDecimals(temperature())));
    assertEquals(temperature(), server.value(TEMPERATURE), 1e-6);
    assertEquals(1, listener.of("/inkcast/writer/2/temperature").size(), "writer 2 was touched");
  }

  @Test
  void shouldSendNoMoreThanTwentyValuesASecond() {
    listener.listen(TEMPERATURE);
    await().until(() -> !listener.of(TEMPERATURE).isEmpty());
    // As from a fast finger; the page says how long it took, for a busy machine stretches it.
    phone.run(
        """
        const input = document.querySelector('[data-writer="1"] [data-role=temperature]');
        const start = performance.now();
        let move = 0;
        const timer = setInterval(() => {
          input.value = 0.5 + move / 100;
          input.dispatchEvent(new Event('input', { bubbles: true }));
          if (++move < 100) return;
          clearInterval(timer);
          window.took = performance.now() - start;
        }, 10);
        """);
    await().until(() -> Math.abs(temperature() - 1.49) < 1e-6);
    int sent = listener.of(TEMPERATURE).size() - 1;
    double seconds = ((Number) phone.run("return window.took")).doubleValue() / 1000;
    assertTrue(sent <= 20 * seconds + 2, sent + " values in " + seconds + " s");
  }

  @Test
  void shouldSetAllWritersAtOnceByKeyboard() {
    phone.part("all", "temperature").sendKeys(Keys.END);
    for (int writer = 1; writer <= 4; writer++) {
      int number = writer;
      await().until(() -> phone.value(number).equals("2.00"));
      assertEquals(2, server.value("/inkcast/writer/" + writer + "/temperature"), 1e-6);
    }
    assertEquals("2.00", phone.value("all"));
  }

  @Test
  void shouldNameItsControlsForScreenReaders() {
    WebElement slider = phone.part(3, "temperature");
    assertEquals("slider", slider.getAriaRole());
    assertEquals("Temperature of writer 3", slider.getAccessibleName());
    assertEquals("Restart writer 3", phone.part(3, "restart").getAccessibleName());
    assertEquals("Restart all writers", phone.part("all", "restart").getAccessibleName());
  }

  @Test
  void shouldDrawInkAndEraseItWhenRestartIsTapped() {
    String strip = "[data-writer='1'] .strip";
    await().until(() -> phone.ink(strip) > 100);
    // A writer that rests begins no line by itself, so that what follows is the tap's doing.
    listener.say("{\"address\":\"/inkcast/writer/1/pause\",\"args\":[1]}");
    await().until(() -> phone.part(1, "resting").isDisplayed());
    double restarts = server.value("/inkcast/writer/1/restarts");
    phone.tap(phone.part(1, "restart"));
    await().until(() -> server.value("/inkcast/writer/1/restarts") == restarts + 1);
    await().until(() -> phone.ink(strip) == 0);
  }

  @Test
  void shouldKeepTwoBrowsersInStepButNeverMoveASliderUnderAFinger() {
    try (Browser other = show(Browser.phone())) {
      other.part(1, "temperature").sendKeys(Keys.HOME);
      await().until(() -> phone.value(1).equals("0.00"));

      phone.hold(phone.part(1, "temperature"), 0.2);
      await().until(() -> other.value(1).equals(phone.value(1)));
      String held = phone.value(1);
      other.part(1, "temperature").sendKeys(Keys.END);
      await().until(() -> server.value(TEMPERATURE) == 2);
      // The link keeps the order: once this is here, so is the other.
      other.part(2, "temperature").sendKeys(Keys.END);
      await().until(() -> phone.value(2).equals("2.00"));
      assertEquals(held, phone.value(1), "the slider moved under the finger");

      phone.lift();
      await().until(() -> phone.value(1).equals("2.00"));
    }
  }

  @Test
  void shouldComeBackAndForgetWhatIsOldWhenTheServerDoes() {
    phone.part(1, "temperature").sendKeys(Keys.END);
    await().until(() -> server.value(TEMPERATURE) == 2);
    int port = server.port();
    server.close();
    await().until(() -> phone.link().equals("Reconnecting…"));
    server = TestServer.writing(2, port).play();
    await().until(() -> phone.link().equals("Live"));
    await().until(() -> phone.value(1).equals(twoDecimals(server.value(TEMPERATURE))));
    await().until(() -> !phone.has(3));
  }

  @Test
  void shouldFollowWritersThatComeAndGo() {
    server.writers(6);
    await().until(() -> phone.has(6));
    await().until(() -> phone.value(6).equals("0.65"));
    server.writers(3);
    await().until(() -> !phone.has(4) && !phone.has(5) && !phone.has(6));
    await().until(() -> phone.ink("[data-writer='3'] .strip") > 0);
    server.writers(4);
    await().until(() -> phone.has(4));
    server.performance.commands().offer(() -> server.performance.space().maxTemperature(1.5));
    server.writers(4); // so that everybody looks
    await().until(() -> phone.part(4, "temperature").getDomProperty("max").equals("1.5"));
    assertEquals("Live", phone.link());
    assertEquals("", phone.complaints());
  }

  @Test
  void shouldSayThatTheHouseIsClosedAndWhenItOpens() {
    String said = "return document.getElementById('closed').textContent";
    assertEquals("", phone.run(said));
    GlobalNodes house = server.performance.space().global();
    server.performance.commands().offer(() -> house.open(false, "2001-01-01T10:00+01:00"));
    await().until(() -> phone.run(said).equals("Closed · opens at 10:00"));
    server.performance.commands().offer(() -> house.open(true, ""));
    await().until(() -> phone.run(said).equals(""));
    String when =
        """
        const { opens } = await import('./page/house.js');
        const now = Date.parse('2026-11-29T23:30:00Z'); // there it is Monday, half past midnight
        return ['', '2026-11-30T10:00+01:00', '2026-12-01T10:00+01:00', '2026-12-04T18:00+01:00',
            '2027-01-07T10:00+01:00', '2026-11-30T10:00Z'].map((until) => opens(until, now));
        """;
    assertEquals(
        List.of(
            "",
            " · opens at 10:00",
            " · opens tomorrow at 10:00",
            " · opens on Friday at 18:00",
            " · opens on 2027-01-07 at 10:00",
            " · opens tomorrow at 10:00"),
        phone.run("return (async () => {" + when + "})()"));
  }

  @Test
  void shouldShowTheWholePageOnADesktop() {
    try (Browser desktop = show(Browser.desktop())) {
      await().until(() -> desktop.ink("#page") > 100);
      assertEquals(-1, desktop.ink("[data-writer='1'] .strip"));
      assertEquals("", desktop.complaints());
    }
  }

  @Test
  void shouldFitASmallPhoneAndKeepToItsPolicy() {
    assertEquals(360L, phone.run("return document.documentElement.scrollWidth"));
    String small =
        """
        return [...document.querySelectorAll('.card button, .card input')]
          .filter((e) => e.checkVisibility() && (e.offsetHeight < 44 || e.offsetWidth < 44)).length;
        """;
    assertEquals(0L, phone.run(small), "touch targets below 44 pixels");
    assertEquals("", phone.complaints());
  }

  private Browser show(Browser browser) {
    browser.complaints(); // the last test's are not ours
    browser.open(server.page());
    await().until(() -> browser.link().equals("Live") && browser.has(4));
    return browser;
  }

  /** The temperature of writer 1, as everybody is told. */
  private double temperature() {
    List<Message> all = listener.of(TEMPERATURE);
    return all.isEmpty()
        ? Double.NaN
        : ((Number) all.getLast().arguments().getFirst()).doubleValue();
  }

  /** A browser on a busy machine takes its time. */
  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(40));
  }

  private static String twoDecimals(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
