package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import inkcast.config.Config;
import inkcast.hand.Hand;
import inkcast.hand.Safetensors;
import inkcast.model.RandomWeights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Every key is changed in turn in the file of a daemon that runs; see also {@link ReloadTest}. */
class ReloadKeysTest {
  private static final String RESTART = "only a restart takes over ";
  private static final String TAKEN = " taken over: ";

  /** Key, another value, and what is said of it. */
  private static final String[][] CHANGES = {
    {"rate", "rate: 50", TAKEN + "rate 50.0"},
    {"page.width", "page: {width: 1000}", RESTART + "page"},
    {"page.height", "page: {height: 900}", RESTART + "page"},
    {"page.margin", "page: {margin: 60}", RESTART + "page"},
    {"temperature.default", "temperature: {default: 0.5}", TAKEN + "writer 1, writer 2"},
    {"temperature.max", "temperature: {max: 1}", TAKEN + "temperature.max 1.0"},
    {"scale", "scale: 9", TAKEN + "writer 1, writer 2"},
    {"hands", "hands: [HANDS, elsewhere]", TAKEN + "hands"},
    {"recordings", "recordings: elsewhere", RESTART + "recordings"},
    {"writers", "writers: 3", TAKEN + "writers 2 -> 3"},
    {"writers[].hand", "writers: [{hand: other}, {}]", TAKEN + "writer 1"},
    {"writers[].temperature", "writers: [{temperature: 1}, {}]", TAKEN + "writer 1"},
    {"writers[].scale", "writers: [{scale: 9}, {}]", TAKEN + "writer 1"},
    {"writers[].seed", "writers: [{seed: 1}, {}]", TAKEN + "writer 1"},
    {"writers[].at", "writers: [{at: [60, 60]}, {}]", TAKEN + "writer 1"},
    {"writers[].midi", "writers: [{midi: {channel: 3}}, {}]", TAKEN + "writer 1"},
    {"threads", "threads: 2", RESTART + "threads"},
    {"server.bind", "server: {port: 0, bind: 127.0.0.2}", RESTART + "server.bind"},
    {"server.port", "server: {port: 7777}", RESTART + "server.port"},
    {"server.name", "server: {port: 0, name: other}", RESTART + "server.name"},
    {"server.names", "server: {port: 0, names: [other]}", RESTART + "server.names"},
    {"server.origins", "server: {port: 0, origins: [\"null\"]}", RESTART + "server.origins"},
    {"server.operators", "server: {port: 0, operators: []}", RESTART + "server.operators"},
    {"server.token-file", "server: {port: 0, token-file: x}", RESTART + "server.token-file"},
    {"server.connections", "server: {port: 0, connections: 7}", RESTART + "server.connections"},
    {"server.messages", "server: {port: 0, messages: 7}", RESTART + "server.messages"},
    {"osc.prefix", "osc: {targets: [], prefix: /ink}", RESTART + "osc.prefix"},
    {"osc.shape", "osc: {targets: [], shape: flat}", TAKEN + "osc"},
    {"osc.targets", "osc: {targets: [\"127.0.0.1:9\"]}", TAKEN + "osc"},
    {"osc.refresh", "osc: {targets: [], refresh: 1s}", TAKEN + "osc"},
    {"osc.ghosts", "osc: {targets: [], ghosts: true}", TAKEN + "osc"},
    {"osc.spread", "osc: {targets: [], spread: true}", TAKEN + "osc"},
    {"osc.tcp", "osc: {targets: [], tcp: 7777}", RESTART + "osc.tcp"},
    {"midi.rtp.enabled", "midi: {rtp: {enabled: true, port: 0}}", TAKEN + "midi"},
    {"midi.rtp.port", "midi: {rtp: {port: 0}}", TAKEN + "midi"},
    {"midi.rtp.invite", "midi: {rtp: {invite: [\"127.0.0.1:9\"]}}", TAKEN + "midi"},
    {"midi.local", "midi: {local: [nowhere]}", TAKEN + "midi"},
    {"midi.scale", "midi: {scale: blues}", TAKEN + "writer 1, writer 2, midi"},
    {"midi.root", "midi: {root: C2}", TAKEN + "writer 1, writer 2, midi"},
    {"midi.span", "midi: {span: 12}", TAKEN + "writer 1, writer 2, midi"},
    {"midi.height", "midi: {height: 9}", TAKEN + "writer 1, writer 2, midi"},
    {"midi.velocity", "midi: {velocity: [1, 2]}", TAKEN + "writer 1, writer 2, midi"},
    {"midi.gate", "midi: {gate: stroke}", TAKEN + "writer 1, writer 2, midi"},
    {"midi.controllers.x", "midi: {controllers: {x: 1}}", TAKEN + "writer 1, writer 2, midi"},
    {"midi.controllers.y", "midi: {controllers: {y: 1}}", TAKEN + "writer 1, writer 2, midi"},
    {
      "midi.controllers.speed",
      "midi: {controllers: {speed: 1}}",
      TAKEN + "writer 1, writer 2, midi"
    },
    {"midi.mpe", "midi: {mpe: true}", TAKEN + "midi"},
    {"midi.in.temperature", "midi: {in: {temperature: 1}}", TAKEN + "midi"},
    {"midi.in.restart", "midi: {in: {restart: 1}}", TAKEN + "midi"},
    {"midi.osc", "midi: {osc: true}", RESTART + "midi.osc"},
    {"visitor.idle", "visitor: {idle: 2s}", TAKEN + "visitor"},
    {"visitor.turn", "visitor: {turn: 20s}", TAKEN + "visitor"},
    {"visitor.reset", "visitor: {reset: 1m}", TAKEN + "visitor"},
    {"visitor.drift", "visitor: {drift: 0.1}", TAKEN + "visitor"},
    {"visitor.drift-period", "visitor: {drift-period: 1m}", TAKEN + "visitor"},
    {"visitor.points", "visitor: {points: 30}", TAKEN + "visitor"},
    {"visitor.ghosts", "visitor: {ghosts: 1}", TAKEN + "visitor"},
    {"visitor.ghost-temperature", "visitor: {ghost-temperature: 1}", TAKEN + "visitor"},
    {"archive.dir", "archive: {dir: ARCHIVE}", TAKEN + "archive"},
    {"archive.max-size", "archive: {max-size: 1MB}", TAKEN + "archive"},
    {"hours.zone", "hours: {zone: UTC}", TAKEN + "hours"},
    {"hours.open", "hours: {open: {mon-sun: \"00:00-24:00\"}}", TAKEN + "hours"},
    {"hours.except", "hours: {except: {2027-12-24: closed}}", TAKEN + "hours"},
    {"alert.webhook", "alert: {webhook: \"http://127.0.0.1:9/\"}", TAKEN + "alert"},
  };

  @TempDir private Path folder;
  private final ListAppender<ILoggingEvent> said = new ListAppender<>();

  @Test
  void shouldSayWhatBecomesOfEachKey() throws Exception {
    for (String name : List.of("cursive", "other")) {
      Map<String, String> metadata = Map.of("licence", "MIT", "provenance", "a test");
      Hand hand = new Hand(name, 10, RandomWeights.of(13, 3, 1), metadata);
      Files.write(folder.resolve(name + ".safetensors"), Safetensors.bytes(hand));
    }
    Path file = folder.resolve("inkcast.yaml");
    Files.writeString(file, yaml("rate: 60"));
    said.start();
    List.of(Reload.class, Restrictions.class)
        .forEach(who -> ((Logger) LoggerFactory.getLogger(who)).addAppender(said));
    Map<String, String> wrong = new LinkedHashMap<>();
    try (Daemon daemon = new Daemon(Config.load(file), file, lateness -> {})) {
      for (String[] change : CHANGES) {
        String heard = reload(daemon, file, change[1]);
        if (!heard.contains(change[2])) {
          wrong.put(change[0], heard);
        }
        reload(daemon, file, "rate: 60");
      }
      assertEquals(Map.of(), wrong);
      assertTrue(reload(daemon, file, "rate: 60").contains("nothing to take over"));
    } finally {
      List.of(Reload.class, Restrictions.class)
          .forEach(who -> ((Logger) LoggerFactory.getLogger(who)).detachAppender(said));
    }
  }

  @Test
  void shouldTryEveryKeyOfTheShippedFile() throws Exception {
    Set<String> tried = new TreeSet<>();
    for (String[] change : CHANGES) {
      tried.add(change[0]);
    }
    List<String> untried = new ArrayList<>();
    leaves("", new YAMLMapper().readTree(Path.of("config/inkcast.yaml").toFile()), untried);
    untried.removeAll(tried);
    assertEquals(List.of(), untried);
  }

  private static void leaves(String key, JsonNode node, List<String> into) {
    if (!node.isObject() || node.isEmpty()) {
      into.add(key);
      return;
    }
    node.properties()
        .forEach(
            field ->
                leaves(
                    key.isEmpty() ? field.getKey() : key + "." + field.getKey(),
                    field.getValue(),
                    into));
  }

  /** What is said of a configuration that is taken over now. */
  private String reload(Daemon daemon, Path file, String what) throws Exception {
    Files.writeString(file, yaml(what));
    said.list.clear();
    CountDownLatch done = new CountDownLatch(1);
    daemon.reload(done::countDown);
    assertTrue(done.await(60, TimeUnit.SECONDS));
    return said.list.stream()
        .map(ILoggingEvent::getFormattedMessage)
        .collect(Collectors.joining("\n"));
  }

  /** A small daemon's, but for one part. */
  private String yaml(String part) {
    StringBuilder yaml =
        new StringBuilder(
                part.replace("HANDS", "\"" + folder + "\"")
                    .replace("ARCHIVE", "\"" + folder.resolve("archive") + "\""))
            .append('\n');
    for (String rest :
        new String[] {
          "hands: [\"" + folder + "\"]", "writers: 2", "server: {port: 0}", "osc: {targets: []}"
        }) {
      String key = rest.substring(0, rest.indexOf(':') + 1);
      if (!part.startsWith(key)) {
        yaml.append(rest).append('\n');
      }
    }
    return yaml.toString();
  }
}
