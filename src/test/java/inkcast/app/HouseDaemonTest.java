package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.config.Config;
import inkcast.hand.Hand;
import inkcast.hand.Safetensors;
import inkcast.model.RandomWeights;
import inkcast.packet.Message;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hours, and what people set, in a daemon that is started again and again. */
class HouseDaemonTest {
  private static final String WRITERS = "writers: [{temperature: 0.5}, {}, {hand: cursive}]\n";

  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private Path state;
  private Daemon daemon;

  @BeforeEach
  void begin() throws Exception {
    state = folder.resolve("state/state.json");
    put("cursive", 1);
    put("other", 2);
  }

  @AfterEach
  void end() {
    stop();
    http.shutdownNow();
  }

  @Test
  void shouldKeepWhatPeopleSetOverARestart() throws Exception {
    start(WRITERS);
    say("/inkcast/writer/1/temperature", 1.25f);
    say("/inkcast/writer/2/pause", 1);
    say("/inkcast/writer/3/hand", "other");
    await("writer/1/temperature", "1.25");
    await("writer/2/pause", "1");
    await("writer/3/hand", "\"other\"");
    await("writer/3/restarts", "1");

    start(WRITERS);
    await("writer/1/temperature", "1.25");
    await("writer/2/pause", "1");
    await("writer/3/hand", "\"other\"");
    await("writer/3/restarts", "0");

    Files.delete(folder.resolve("other.safetensors"));
    start(WRITERS.replace("0.5", "0.75"));
    await("writer/3/hand", "\"cursive\"");
    await("writer/2/pause", "1");
    await("writer/1/temperature", "0.75");
    stop();
    assertTrue(Files.readString(state).contains("other"), "its folder may be there again");

    Files.writeString(state, "{\"version\": 1, \"wri");
    start(WRITERS);
    await("writer/1/temperature", "0.5");
    await("writer/2/pause", "0");
    assertTrue(Files.exists(folder.resolve("state/state.json.damaged")));
  }

  @Test
  void shouldWriteOnWhereNothingCanBeKept() throws Exception {
    state = Files.writeString(folder.resolve("file"), "").resolve("state/state.json");
    start(WRITERS);
    say("/inkcast/writer/1/temperature", 1.25f);
    await("writer/1/temperature", "1.25");
    start(WRITERS);
    await("writer/1/temperature", "0.5");
  }

  @Test
  void shouldTakeHoursAndVisitorsOver() throws Exception {
    start(WRITERS);
    await("open", "1");
    await("until", "\"\"");
    reload(WRITERS + "hours: {open: {mon: closed}}\n");
    await("open", "0");
    await("writer/1/pen", "0");
    reload(WRITERS);
    await("open", "1");
    await("writer/1/temperature", "0.5");
    reload(WRITERS + "visitor: {drift: 0.25, drift-period: 2s}\n");
    Awaitility.await().until(() -> !get("writer/1/temperature").equals("{\"VALUE\":[0.5]}"));
  }

  @Test
  void shouldBeginClosed() throws Exception {
    String closed = "hours: {open: {mon-sun: closed}}\n";
    start(WRITERS + closed);
    await("open", "0");
    await("writer/1/pen", "0");
    say("/inkcast/writer/1/restart", 1);
    say("/inkcast/writer/1/temperature", 1.25f);
    await("writer/1/temperature", "1.25");
    await("writer/1/restarts", "1");
    await("writer/1/pen", "0");
    reload(WRITERS.replace("]", ", {}]") + closed);
    await("writer/4/pen", "0");
    for (int number = 1; number <= 4; number++) {
      String stroke = get("writer/" + number + "/stroke");
      assertTrue(stroke.startsWith("{\"VALUE\":[0,"), stroke);
    }
    say("/inkcast/open", 1);
    await("open", "1");
    await("writer/4/pen", "1");
  }

  private void put(String name, long seed) throws Exception {
    Hand hand =
        new Hand(
            name,
            10,
            RandomWeights.of(13, 3, seed),
            Map.of("licence", "MIT", "provenance", "a test"));
    Files.write(folder.resolve(name + ".safetensors"), Safetensors.bytes(hand));
  }

  private Path write(String yaml) throws Exception {
    String rest = "scale: 0.01\nhands: [\"%s\"]\nserver: {port: 0}\nosc: {targets: []}\n";
    return Files.writeString(folder.resolve("inkcast.yaml"), yaml + rest.formatted(folder));
  }

  /** Ends the daemon that runs, and starts another. */
  private void start(String yaml) throws Exception {
    stop();
    Path file = write(yaml);
    daemon = new Daemon(Config.load(file), file, state, Programme.live(), lateness -> {});
  }

  private void stop() {
    if (daemon != null) {
      daemon.close();
      daemon = null;
    }
  }

  private void reload(String yaml) throws Exception {
    write(yaml);
    daemon.reload(() -> {});
  }

  private void say(String address, Object argument) throws Exception {
    byte[] packet = Message.encode(address, List.of(argument));
    try (DatagramSocket socket = new DatagramSocket()) {
      InetAddress here = InetAddress.getLoopbackAddress();
      socket.send(new DatagramPacket(packet, packet.length, here, daemon.port()));
    }
  }

  private void await(String node, String value) {
    Awaitility.await(node)
        .atMost(Duration.ofSeconds(30))
        .until(() -> get(node).equals("{\"VALUE\":[" + value + "]}"));
  }

  private String get(String node) throws Exception {
    String at = "http://127.0.0.1:" + daemon.port() + "/inkcast/" + node + "?VALUE";
    return http.send(HttpRequest.newBuilder(URI.create(at)).build(), BodyHandlers.ofString())
        .body();
  }
}
