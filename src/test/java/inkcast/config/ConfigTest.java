package inkcast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.config.Config.At;
import inkcast.config.Config.HostPort;
import inkcast.config.Config.Shape;
import inkcast.config.Config.Target;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {
  private static final Path SHIPPED = Path.of("config/inkcast.yaml");

  @TempDir private Path folder;

  @Test
  void shouldShipTheDefaults() throws ConfigException {
    assertEquals(Config.defaults(), Config.load(SHIPPED));
  }

  @Test
  void shouldNameEveryKeyInTheShippedFile() throws Exception {
    String shipped = Files.readString(SHIPPED);
    // What an unknown key is told of, at every level, stands in the shipped file.
    Matcher known =
        Pattern.compile("expected one of ([^\\n]*), found")
            .matcher(
                problem(
                    "x: 1\n"
                        + "page: {x: 1}\n"
                        + "temperature: {x: 1}\n"
                        + "server: {x: 1}\n"
                        + "osc: {x: 1}\n"
                        + "midi: {x: 1, rtp: {x: 1}, controllers: {x: 16, z: 1}, in: {x: 1}}\n"
                        + "visitor: {x: 1}\n"
                        + "archive: {x: 1}\n"
                        + "hours: {x: 1}\n"
                        + "alert: {x: 1}\n"
                        + "writers: [{x: 1, midi: {x: 1}}]\n"));
    int levels = 0;
    while (known.find()) {
      levels++;
      for (String key : known.group(1).split(", ")) {
        assertTrue(shipped.contains(key + ":"), key);
      }
    }
    assertEquals(15, levels);
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

  /** Every key of the contract, wrong in turn: the key, and a value it must not have. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "rate|0|rate|a number from 1 to 1000",
        "rate|fast|rate|a number from 1 to 1000",
        "rate|.nan|rate|a number",
        "rate|[60]|rate|a number",
        "page|7|page|keys and values",
        "page: {width|0}|page.width|a number from 1",
        "page: {height|-1}|page.height|a number from 1",
        "page: {margin|961}|page.margin|a number from 0 to 960",
        "temperature: {default|3}|temperature.default|a number from 0 to 2",
        "temperature: {max|11}|temperature.max|a number from 0.1 to 10",
        "scale|0|scale|a number",
        "hands|weights|hands|a list",
        "hands|[{a: 1}]|hands[1]|a folder",
        "recordings|[a]|recordings|a folder",
        "recordings|''|recordings|a folder",
        "writers|4097|writers|a whole number from 0 to 4096",
        "writers|four|writers|a whole number",
        "writers|[4]|writers[1]|keys and values",
        "writers: [{hand|''}]|writers[1].hand|the name of a hand",
        "writers: [{temperature|2.5}]|writers[1].temperature|a number from 0 to 2",
        "writers: [{scale|x}]|writers[1].scale|a number",
        "writers: [{seed|1.5}]|writers[1].seed|a whole number",
        "writers: [{at|[1]}]|writers[1].at|a place on the page",
        "writers: [{at|[1, x]}]|writers[1].at[2]|a place on the page",
        "writers: [{at|[1871, 5]}]|writers[1].at|a place on the page",
        "writers: [{at|[5, -1]}]|writers[1].at|a place on the page",
        "threads|0|threads|a whole number from 1",
        "server: {bind|a b}|server.bind|a host name or an IP address",
        "server: {bind|1.2.3.999}|server.bind|a host name or an IP address",
        "server: {name|*a}|server.name|a value, found the alias *a",
        "server: {port|65536}|server.port|a whole number from 0 to 65535",
        "server: {name|-}|server.name|1 to 63 letters",
        "server: {names|[a/b]}|server.names[1]|a host name",
        "server: {origins|[example.org]}|server.origins[1]|an origin",
        "server: {operators|[anyone]}|server.operators[1]|loopback",
        "server: {operators|[10.0.0.0/33]}|server.operators[1]|loopback",
        "server: {token-file|[]}|server.token-file|a file",
        "server: {connections|0}|server.connections|a whole number from 1",
        "server: {messages|0}|server.messages|a whole number from 1",
        "osc: {prefix|inkcast}|osc.prefix|an OSC address",
        "osc: {prefix|/ink/}|osc.prefix|an OSC address",
        "osc: {prefix|'/a*'}|osc.prefix|an OSC address",
        "osc: {shape|TUPLE}|osc.shape|one of tuple, flat, bundle",
        "osc: {targets|127.0.0.1:7000}|osc.targets|a list",
        "osc: {targets|[localhost]}|osc.targets[1]|host:port",
        "osc: {targets|['localhost:0']}|osc.targets[1]|host:port",
        "osc: {targets|['10.0.0.999:7000']}|osc.targets[1]|host:port",
        "osc: {targets|['[10.0.0.1]:7000']}|osc.targets[1]|host:port",
        "osc: {targets|['::1:7000']}|osc.targets[1]|host:port",
        "osc: {targets|['127.0.0.1:7601']}|osc.targets[1]|host:port",
        "osc: {targets|['localhost:7601']}|osc.targets[1]|host:port",
        "osc: {targets|[{to: '[::1]:7601'}]}|osc.targets[1].to|host:port",
        "osc: {targets|[{shape: flat}]}|osc.targets[1].to|host:port",
        "osc: {targets|[{to: 'a:1', shape: x}]}|osc.targets[1].shape|one of tuple",
        "osc: {refresh|10}|osc.refresh|a duration",
        "osc: {spread|yes}|osc.spread|true or false",
        "osc: {tcp|0}|osc.tcp|a port from 1",
        "midi: {rtp: {enabled|maybe}}|midi.rtp.enabled|true or false",
        "midi: {rtp: {port|65535}}|midi.rtp.port|a whole number from 0 to 65534",
        "midi: {rtp: {invite|[x]}}|midi.rtp.invite[1]|host:port",
        "midi: {rtp: {invite|['a:65535']}}|midi.rtp.invite[1]|host:port, the control port",
        "midi: {local|[' ']}|midi.local[1]|the name of a MIDI port",
        "midi: {scale|loud}|midi.scale|one of chromatic",
        "midi: {root|H3}|midi.root|a note",
        "midi: {root|Cb-1}|midi.root|a note such as C3 or F#2, from C-1 to G9",
        "midi: {root|G#9}|midi.root|a note",
        "midi: {span|128}|midi.span|a whole number from 0 to 127",
        "midi: {velocity|[0, 120]}|midi.velocity[1]|two velocities from 1 to 127",
        "midi: {velocity|[64]}|midi.velocity|two velocities from 1 to 127",
        "midi: {gate|open}|midi.gate|pen or stroke",
        "midi: {controllers: {speed|120}}|midi.controllers.speed|a controller from 0 to 119, or"
            + " none",
        "midi: {in: {restart|-1}}|midi.in.restart|a controller",
        "midi: {osc|m}|midi.osc|true or false",
        "midi: {mpe|1}|midi.mpe|true or false",
        "midi: {height|0}|midi.height|a number from 0.001 to 1000",
        "writers: [{midi: {channel|17}}]|writers[1].midi.channel|a channel from 1 to 16",
        "visitor: {idle|1}|visitor.idle|a duration",
        "visitor: {turn|1d}|visitor.turn|a duration",
        "visitor: {reset|-5m}|visitor.reset|a duration",
        "visitor: {points|0}|visitor.points|a whole number from 1",
        "visitor: {ghosts|51}|visitor.ghosts|a whole number from 0 to 50",
        "visitor: {ghost-temperature|9}|visitor.ghost-temperature|a number from 0 to 2",
        "archive: {dir|{}}|archive.dir|a folder",
        "archive: {max-size|1}|archive.max-size|a size",
        "hours: {zone|Berlin}|hours.zone|a time zone",
        "hours: {open|always}|hours.open|keys and values",
        "hours: {open: {someday|closed}}|hours.open.someday|a day",
        "hours: {open: {mon|'18:00-10:00'}}|hours.open.mon|\"10:00-18:00\"",
        "hours: {except: {2027-13-01|closed}}|hours.except.2027-13-01|a date",
        "alert: {webhook|ftp://a}|alert.webhook|an http",
        "colour|red|colour|one of alert",
      })
  void shouldSayWhatIsWrong(String key, String value, String fullKey, String expected) {
    String problem = problem("# first line\n" + key + ": " + value + "\n");
    assertTrue(problem.startsWith("test.yaml:2: " + fullKey + ": expected " + expected), problem);
    assertTrue(problem.contains(", found "), problem);
    assertEquals(1, problem.lines().count(), problem);
  }

  @Test
  void shouldTellEverythingThatIsWrongInTheFilesOrder() {
    assertEquals(
        List.of("test.yaml:1", "test.yaml:3", "test.yaml:4", "test.yaml:5"),
        problem("osc: {shape: 1}\npage:\n  width: x\n  hight: 1\nrate: 0\n")
            .lines()
            .map(line -> line.replaceAll(": .*", ""))
            .toList());
  }

  @Test
  void shouldRefuseAKeyThatStandsTwice() {
    assertEquals(
        "test.yaml:3: rate: expected to stand once, found it again after line 1",
        problem("rate: 50\nscale: 10\nrate: 60\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rate: [", "a: b: c", "\tx: 1", "rate: 1\n--- \nrate: 2", "- 1", "5"})
  void shouldRefuseWhatIsNotOneMapping(String text) {
    String problem = problem(text);
    assertTrue(problem.startsWith("test.yaml:"), problem);
    assertEquals(1, problem.lines().count(), problem);
  }

  @Test
  void shouldSayWhyAndWhereItIsNoYaml() {
    assertEquals(
        "test.yaml:3: not YAML: expected ',' or ']', but got :",
        problem("rate: 1\nserver: [1\n  port: 2\n"));
  }

  @Test
  void shouldSayWhyAFileCannotBeRead() throws Exception {
    Path latin =
        Files.write(folder.resolve("latin.yaml"), "a: ä".getBytes(StandardCharsets.ISO_8859_1));
    Path large = Files.writeString(folder.resolve("large.yaml"), "#".repeat(1_100_000));
    assertEquals(latin + ": expected UTF-8 text", loadProblem(latin));
    assertTrue(loadProblem(large).contains("expected at most 1 MiB"));
    assertTrue(loadProblem(folder.resolve("none.yaml")).endsWith("none.yaml: no such file"));
    assertTrue(loadProblem(folder).contains("cannot be read"));
  }

  private static String loadProblem(Path file) {
    return assertThrows(ConfigException.class, () -> Config.load(file)).getMessage();
  }

  private static Config parse(String text) throws ConfigException {
    return ConfigReader.parse("test.yaml", text);
  }

  private static String problem(String text) {
    return assertThrows(ConfigException.class, () -> parse(text)).getMessage();
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
