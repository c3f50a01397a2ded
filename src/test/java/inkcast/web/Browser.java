package inkcast.web;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Interaction;
import org.openqa.selenium.interactions.PointerInput;
import org.openqa.selenium.interactions.PointerInput.Kind;
import org.openqa.selenium.interactions.PointerInput.MouseButton;
import org.openqa.selenium.interactions.PointerInput.Origin;
import org.openqa.selenium.interactions.Sequence;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's chromium with the page open, and a finger. */
public final class Browser implements AutoCloseable {
  private static final File CHROMIUM = new File("/usr/bin/chromium");
  private static final File DRIVER = new File("/usr/bin/chromedriver");

  // Says on each start that it does not know this chromium's debugging protocol, which we do not
  // use.
  private static final Logger DEVTOOLS = Logger.getLogger("org.openqa.selenium.devtools");

  static {
    DEVTOOLS.setLevel(Level.SEVERE);
  }

  private final ChromeDriver driver;

  // A mouse, of which a phone's touch emulation makes a finger: chromedriver forgets a touch at the
  // end of a command, and a finger that rests on the glass could not be lifted.
  private final PointerInput finger = new PointerInput(Kind.MOUSE, "finger");

  private Browser(ChromeOptions options) {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    options.setBinary(CHROMIUM);
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync");
    // With its path given, Selenium does not look for a driver in the network.
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER)
            .usingAnyFreePort()
            .withSilent(true)
            .build();
    driver = new ChromeDriver(service, options);
  }

  /** Skips the test where there is no browser. */
  public static void assumeInstalled() {
    assumeTrue(
        CHROMIUM.exists() && DRIVER.exists(),
        "chromium is not installed (chromium, chromium-driver)");
  }

  /** A small phone. */
  public static Browser phone() {
    Map<String, Object> screen =
        Map.of("width", 360, "height", 740, "pixelRatio", 2.0, "touch", true);
    return new Browser(
        new ChromeOptions()
            .setExperimentalOption("mobileEmulation", Map.of("deviceMetrics", screen)));
  }

  /** A desk. */
  static Browser desktop() {
    return new Browser(new ChromeOptions().addArguments("--window-size=1440,900"));
  }

  /** A projector with its computer, of so many pixels. */
  public static Browser projector(int width, int height) {
    Map<String, Object> screen =
        Map.of("width", width, "height", height, "pixelRatio", 1.0, "touch", false);
    return new Browser(
        new ChromeOptions()
            .addArguments("--window-size=" + width + "," + height)
            .setExperimentalOption("mobileEmulation", Map.of("deviceMetrics", screen)));
  }

  /** A desk with a screen of two pixels for one. */
  static Browser fineDesktop() {
    return new Browser(
        new ChromeOptions()
            .addArguments("--window-size=1240,820", "--force-device-scale-factor=2"));
  }

  /** Goes to a page. */
  public Browser open(URI page) {
    driver.get(page.toString());
    return this;
  }

  /** What a card holds, by its role; the card is a writer's number or "all". */
  public WebElement part(Object card, String role) {
    String selector = "[data-writer='%s'] [data-role=%s]".formatted(card, role);
    return driver.findElement(By.cssSelector(selector));
  }

  /** Whether a card is there yet. */
  public boolean has(Object card) {
    return !driver.findElements(By.cssSelector("[data-writer='" + card + "']")).isEmpty();
  }

  /** What a card says its temperature is. */
  String value(Object card) {
    return part(card, "value").getText();
  }

  /** An element by its id. */
  public WebElement element(String id) {
    return driver.findElement(By.id(id));
  }

  /** What an element says. */
  String text(String id) {
    return element(id).getText();
  }

  /** What the page says of its link. */
  public String link() {
    return text("link");
  }

  /** Pixels with ink on the canvas in an element; -1 if nobody can see it. */
  long ink(String selector) {
    String script =
        """
        const canvas = document.querySelector(arguments[0] + ' [data-layer=ink]');
        if (canvas.checkVisibility() === false) return -1;
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        let ink = 0;
        for (let i = 3; i < data.length; i += 4) if (data[i] > 127) ink++;
        return ink;
        """;
    return ((Number) run(script, selector)).longValue();
  }

  /** What is to be seen, as PNG. */
  byte[] screenshot() {
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  /** Runs a script in the page. */
  public Object run(String script, Object... args) {
    return driver.executeScript(script, args);
  }

  /** Runs a script in every page to come, before the page's own. */
  public Browser probe(String script) {
    driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    return this;
  }

  /** Bytes of the page's heap, without what nobody holds. */
  public long heap() {
    driver.executeCdpCommand("HeapProfiler.collectGarbage", Map.of());
    Map<String, Object> usage = driver.executeCdpCommand("Runtime.getHeapUsage", Map.of());
    return ((Number) usage.getOrDefault("usedSize", 0)).longValue();
  }

  public void tap(WebElement element) {
    perform(down(element, 0).addAction(up()));
  }

  /** Puts the finger on an element, at this part of its width from its middle, and leaves it. */
  void hold(WebElement element, double part) {
    perform(down(element, part));
  }

  /** Takes the finger away. */
  void lift() {
    perform(new Sequence(finger, 0).addAction(up()));
  }

  /** Draws the finger over an element, from one part of its width to another, as a hand would. */
  void drag(WebElement element, double from, double to) {
    Sequence sequence = down(element, from);
    int steps = 8;
    int step = (int) ((to - from) * element.getSize().getWidth() / steps);
    for (int i = 0; i < steps; i++) {
      sequence.addAction(
          finger.createPointerMove(Duration.ofMillis(20), Origin.pointer(), step, 0));
    }
    perform(sequence.addAction(up()));
  }

  /**
   * Draws strokes on an element, one after the other, as a hand would.
   *
   * @param strokes each the points of one, CSS pixels from the element's middle
   */
  public void draw(WebElement element, int[][]... strokes) {
    Sequence sequence = new Sequence(finger, 0);
    for (int[][] stroke : strokes) {
      for (int i = 0; i < stroke.length; i++) {
        Duration time = Duration.ofMillis(i == 0 ? 0 : 16);
        Origin middle = Origin.fromElement(element);
        sequence.addAction(finger.createPointerMove(time, middle, stroke[i][0], stroke[i][1]));
        if (i == 0) {
          sequence.addAction(finger.createPointerDown(MouseButton.LEFT.asArg()));
        }
      }
      sequence.addAction(up());
    }
    perform(sequence);
  }

  /** What the page has complained of since the last call: errors, and breaches of its policy. */
  public String complaints() {
    StringBuilder lines = new StringBuilder();
    driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        // That is about ink().
        .filter(line -> !line.contains("willReadFrequently"))
        .forEach(line -> lines.append(line).append('\n'));
    return lines.toString();
  }

  @Override
  public void close() {
    driver.quit();
  }

  private Sequence down(WebElement element, double part) {
    int x = (int) (part * element.getSize().getWidth());
    return new Sequence(finger, 0)
        .addAction(finger.createPointerMove(Duration.ZERO, Origin.fromElement(element), x, 0))
        .addAction(finger.createPointerDown(MouseButton.LEFT.asArg()));
  }

  private Interaction up() {
    return finger.createPointerUp(MouseButton.LEFT.asArg());
  }

  private void perform(Sequence sequence) {
    driver.perform(List.of(sequence));
  }
}
