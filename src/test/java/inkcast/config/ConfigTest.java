package inkcast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.config.Config.At;
import inkcast.config.Config.HostPort;
import inkcast.config.Config.Shape;
import inkcast.config.Config.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {
  private static final Path SHIPPED = Path.of("config/inkcast.yaml");

  @Test
  void shouldShipTheDefaults() throws ConfigException {
    assertEquals(Config.defaults(), Config.load(SHIPPED));
  }

  @Test
  void shouldNameEveryKeyInTheShippedFile() throws Exception {
    String shipped = Files.readString(SHIPPED);
    Set<String> keys = WrongConfigTest.keys();
    assertTrue(keys.size() > 70, keys::toString);
    for (String key : keys) {
      assertTrue(shipped.contains(key.substring(key.lastIndexOf('.') + 1) + ":"), key);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "---\n", "page:\n", "writers: null\n", "hours: {}\n"})
  void shouldTakeDefaultsForWhatIsLeftOut(String text) throws ConfigException {
    assertEquals(Config.defaults(), parse(text));
  }

  @Test
  void shouldReadEveryForm() throws ConfigException {
    Config c =
        parse(
            """
            scale: 8
            temperature: {default: 0.5}
            writers:
              - {hand: other, seed: 7, at: [50, 270.5]}
              - {temperature: 1, scale: 3}
            osc:
              prefix: /
              shape: bundle
              targets: ["[::1]:7000", {to: "wall.local:9000", shape: flat}]
              refresh: 0
            visitor: {idle: 500ms, reset: 2h}
            archive: {dir: /var/ink, max-size: 500MB}
            hours: {open: {mon-fri: "10:00-18:00", sat: "12:00-24:00", sun: closed}, except: {2027-12-24: closed}}
            alert: {webhook: "https://example.org/x"}
            """);
    Config.Mapping plain = c.midi().mapping();
    assertEquals(
        new Config.Writer("other", 0.5, 8, 7L, new At(50, 270.5), plain), c.writers().get(0));
    assertEquals(new Config.Writer("cursive", 1, 3, null, null, plain), c.writers().get(1));
    assertEquals("", c.osc().prefix());
    assertEquals(
        List.of(
            new Target(new HostPort("::1", 7000), null),
            new Target(new HostPort("wall.local", 9000), Shape.FLAT)),
        c.osc().targets());
    assertEquals(Duration.ZERO, c.osc().refresh());
    assertEquals(Duration.ofMillis(500), c.visitor().idle());
    assertEquals(500_000_000, c.archive().maxBytes());
    assertEquals(
        new OpenHours(LocalTime.of(10, 0), LocalTime.of(18, 0)), c.hours().open().get("mon-fri"));
    assertNull(c.hours().open().get("sun").from());
    assertTrue(c.hours().except().containsKey(LocalDate.of(2027, 12, 24)));
  }

  private static Config parse(String text) throws ConfigException {
    return ConfigReader.parse("test.yaml", text);
  }

  @Test
  void shouldReadHowAWriterPlays() throws ConfigException {
    Config config =
        parse(
            "midi: {root: F#2, gate: stroke, velocity: [10, 20], controllers: {y: none}}\n"
                + "writers: [{midi: {channel: 3, scale: blues, controllers: {x: 1}}}, {}]\n");
    Config.Mapping own = config.writers().get(0).midi();
    assertEquals(
        new Config.Mapping(
            3,
            "blues",
            42,
            24,
            10,
            20,
            Config.Gate.STROKE,
            new Config.Controllers(1, Config.NO_CONTROLLER, 18),
            14),
        own);
    assertEquals(config.midi().mapping(), config.writers().get(1).midi());
  }
}
