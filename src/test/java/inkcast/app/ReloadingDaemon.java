package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import inkcast.config.Config;
import inkcast.hand.Hand;
import inkcast.hand.Safetensors;
import inkcast.model.RandomWeights;
import inkcast.packet.Decoder;
import inkcast.packet.MalformedPacket;
import inkcast.packet.Message;
import inkcast.tick.Counter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A running daemon whose configuration is changed, and a client of it. */
abstract class ReloadingDaemon implements WebSocket.Listener {
  static final ObjectMapper JSON = new ObjectMapper();
  static final String SEEDED =
      "writers: [{seed: 1}, {seed: 2, temperature: 0.4}, {seed: 3, at: [70, 900]}]\n";

  @TempDir private static Path folder;
  static Path file;
  static Daemon daemon;
  static HttpClient http;

  final List<Message> messages = new CopyOnWriteArrayList<>();
  final ByteBuf frame = Unpooled.buffer(); // the client may get one in parts
  final List<String> texts = new CopyOnWriteArrayList<>();
  WebSocket client;

  @BeforeAll
  static void serve() throws Exception {
    http = HttpClient.newHttpClient();
    put("cursive", 13, 1);
    put("other", 20, 2);
    file = folder.resolve("inkcast.yaml");
    write(SEEDED);
    daemon = new Daemon(Config.load(file), file, lateness -> {});
  }

  @AfterAll
  static void stop() {
    daemon.close();
    http.shutdownNow();
  }

  @BeforeEach
  void connect() throws Exception {
    write(SEEDED);
    reloadAndWait();
    reloadAndWait(); // changes nothing, but is done a tick later: all have been told of the first
    await().until(() -> get("/inkcast/writer/3").statusCode() == 200);
    await().until(() -> get("/inkcast/writer/4").statusCode() == 404);
    URI uri = URI.create("ws://127.0.0.1:" + daemon.port() + "/");
    client = http.newWebSocketBuilder().buildAsync(uri, this).join();
  }

  static void reloadAndWait() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    daemon.reload(done::countDown);
    done.await();
  }

  @AfterEach
  void disconnect() {
    client.abort();
    assertEquals(0, daemon.counters().get(Counter.TICK_ERRORS));
    assertEquals(0, daemon.counters().get(Counter.OUTPUT_ERRORS));
  }

  /** New code is rehearsed first, which takes its time on a busy machine. */
  static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(60));
  }

  static void put(String name, int units, long seed) throws Exception {
    Hand hand =
        new Hand(
            name,
            10,
            RandomWeights.of(units, 3, seed),
            Map.of("licence", "MIT", "provenance", "a test"));
    Files.write(folder.resolve(name + ".safetensors"), Safetensors.bytes(hand));
  }

  /** No writer comes to a line's end by itself soon. */
  static void write(String what) throws Exception {
    write(what, "");
  }

  static void write(String what, String targets) throws Exception {
    writeOsc(what, "targets: [" + targets + "]");
  }

  static void writeOsc(String what, String osc) throws Exception {
    String rest = "scale: 0.01\nhands: [\"%s\"]\nserver: {port: 0}\nosc: {%s}\n";
    Files.writeString(file, what + rest.formatted(folder, osc));
  }

  void reload() {
    client.sendText("{\"address\": \"/inkcast/reload\", \"args\": []}", true).join();
  }

  void say(String address, String argument) {
    String json = "{\"address\": \"%s\", \"args\": [%s]}".formatted(address, argument);
    client.sendText(json, true).join();
  }

  void listen(String address) {
    client.sendText("{\"COMMAND\": \"LISTEN\", \"DATA\": \"" + address + "\"}", true).join();
  }

  List<Message> of(String address) {
    return messages.stream().filter(message -> message.address().equals(address)).toList();
  }

  /** No stroke is missing, unless this machine was so busy that frames were dropped. */
  void assertDense(String address) {
    if (daemon.counters().get(Counter.WEB_DROPPED) > 0) {
      return;
    }
    List<Message> strokes = of(address);
    for (int i = 1; i < strokes.size(); i++) {
      int before = (Integer) strokes.get(i - 1).arguments().getFirst();
      assertEquals(before + 1, strokes.get(i).arguments().getFirst());
    }
  }

  static String notice(String command, String path) {
    return "{\"COMMAND\":\"" + command + "\",\"DATA\":\"" + path + "\"}";
  }

  static HttpResponse<String> get(String target) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + daemon.port() + target);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    texts.add(data.toString());
    socket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    frame.writeBytes(data);
    socket.request(1);
    if (!last) {
      return null;
    }
    try {
      messages.addAll(new Decoder().decode(frame));
    } catch (MalformedPacket e) {
      texts.add(e.toString());
    }
    frame.clear();
    return null;
  }
}
