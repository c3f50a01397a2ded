package inkcast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a configuration that cannot be taken. */
class WrongConfigTest {
  @TempDir private Path folder;

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
        "temperature|7|temperature|keys and values",
        "server|7|server|keys and values",
        "osc|7|osc|keys and values",
        "midi|7|midi|keys and values",
        "visitor|7|visitor|keys and values",
        "archive|7|archive|keys and values",
        "hours|7|hours|keys and values",
        "alert|7|alert|keys and values",
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
        "osc: {ghosts|yes}|osc.ghosts|true or false",
        "osc: {spread|yes}|osc.spread|true or false",
        "osc: {tcp|0}|osc.tcp|a port from 1",
        "midi: {rtp|5004}|midi.rtp|keys and values",
        "midi: {controllers|none}|midi.controllers|keys and values",
        "midi: {controllers: {x|x}}|midi.controllers.x|a controller",
        "midi: {in|[20]}|midi.in|keys and values",
        "midi: {in: {temperature|120}}|midi.in.temperature|a controller",
        "writers: [{midi|3}]|writers[1].midi|keys and values",
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
        "visitor: {drift|2.5}|visitor.drift|a number from 0 to 2",
        "visitor: {drift-period|0}|visitor.drift-period|a duration such as 30s, 5m or 2h, longer"
            + " than 0",
        "archive: {dir|{}}|archive.dir|a folder",
        "archive: {max-size|1}|archive.max-size|a size",
        "hours: {zone|Berlin}|hours.zone|a time zone",
        "hours: {open|always}|hours.open|keys and values",
        "hours: {open: {someday|closed}}|hours.open.someday|a day",
        "hours: {open: {mon|'18:00-18:00'}}|hours.open.mon|\"10:00-18:00\"",
        "hours: {except|[2027-12-24]}|hours.except|keys and values",
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

  @Test
  void shouldHaveEveryKeyWrongOnce() throws Exception {
    CsvSource wrong =
        WrongConfigTest.class
            .getDeclaredMethod(
                "shouldSayWhatIsWrong", String.class, String.class, String.class, String.class)
            .getAnnotation(CsvSource.class);
    Set<String> tried = new HashSet<>();
    for (String line : wrong.value()) {
      String key = line.split("\\|")[2];
      tried.add(key);
      tried.add(key.replaceFirst("\\[\\d]$", ""));
    }
    // Of how a writer plays, all but its channel is read as it is for all of them.
    List<String> untried =
        keys().stream()
            .map(key -> key.replaceFirst("writers\\[1]\\.(?=midi\\.)(?!midi\\.channel)", ""))
            .filter(key -> !tried.contains(key))
            .toList();
    assertEquals(List.of(), untried);
  }

  /** Every key there is: what an unknown one is told of, at each level. */
  static Set<String> keys() {
    Matcher known =
        Pattern.compile(": (\\S*)x: expected one of ([^\\n]*), found")
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
    Set<String> keys = new TreeSet<>(List.of("midi.controllers.x")); // which is no unknown one
    while (known.find()) {
      for (String key : known.group(2).split(", ")) {
        keys.add(known.group(1) + key);
      }
    }
    return keys;
  }

  private static String problem(String text) {
    return assertThrows(ConfigException.class, () -> ConfigReader.parse("test.yaml", text))
        .getMessage();
  }
}
