package inkcast.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.config.Config;
import inkcast.osc.OscOutput;
import inkcast.osc.OscOutput.Recipient;
import inkcast.osc.Shape;
import inkcast.packet.Decoder;
import inkcast.packet.Message;
import inkcast.tick.Counter;
import io.netty.buffer.Unpooled;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole daemon in the shipped hand, from its configuration to a receiver of datagrams. */
class DaemonTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final int STROKES = 240;
  private static final int MESSAGES = 2_000;

  @TempDir private Path folder;
  private DatagramSocket max; // stands where Max would listen
  private final Decoder decoder = new Decoder();

  @BeforeEach
  void open() throws Exception {
    max = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));
    max.setSoTimeout(10_000);
  }

  @AfterEach
  void close() {
    max.close();
  }

  @Test
  void shouldSendEveryStrokeOfEveryWriterInOrder() throws Exception {
    try (Daemon daemon = new Daemon(config("writers: 3"), lateness -> {})) {
      Map<String, Integer> seq = new HashMap<>();
      Map<String, float[]> pen = new HashMap<>();
      for (int strokes = 0; strokes < STROKES; ) {
        Message message = receive();
        String writer = message.address().replaceFirst("/[^/]*$", "");
        if (message.address().endsWith("/restarts")) {
          pen.remove(writer);
        } else if (message.address().endsWith("/stroke")) {
          List<Object> s = message.arguments();
          Integer before = seq.put(writer, (Integer) s.get(0));
          float[] at = {(Float) s.get(1), (Float) s.get(2)};
          float[] from = pen.put(writer, at);
          if (before != null) {
            assertEquals(before + 1, s.get(0));
            strokes++;
          }
          if (from != null) {
            assertEquals(from[0] + (Float) s.get(3), at[0]);
            assertEquals(from[1] + (Float) s.get(4), at[1]);
          }
        }
      }
      assertEquals(3, seq.size());
      assertTrue(daemon.counters().get(Counter.STROKES) >= STROKES);
    }
  }

  @Test
  void shouldSendBundles() throws Exception {
    String osc = "osc: {shape: bundle, targets: [\"127.0.0.1:" + max.getLocalPort() + "\"]}";
    try (Daemon daemon = new Daemon(config("writers: 3\n" + osc), lateness -> {})) {
      await()
          .until(
              () -> receiveAll().stream().filter(m -> m.address().endsWith("/stroke")).count(),
              strokes -> strokes == 3);
      assertEquals(0, daemon.counters().get(Counter.OSC_DROPPED));
    }
  }

  @Test
  void shouldSendAsConfigured() throws Exception {
    Config config =
        config(
            """
            osc:
              shape: bundle
              spread: true
              refresh: 1s
              targets: ["127.0.0.1:1", {to: "127.0.0.1:2", shape: tuple}]
            """);
    assertEquals(
        new OscOutput.Settings(
            List.of(
                new Recipient(InetSocketAddress.createUnresolved("127.0.0.1", 1), Shape.BUNDLE),
                new Recipient(InetSocketAddress.createUnresolved("127.0.0.1", 2), Shape.TUPLE)),
            Shape.BUNDLE,
            Duration.ofSeconds(1),
            true),
        OscTargets.settings(config.osc()));
    OscOutput.Settings another =
        OscTargets.settings(config("osc: {targets: [{to: \"127.0.0.1:1\", shape: flat}]}").osc());
    assertEquals(Shape.FLAT, another.targets().getFirst().shape());
    assertFalse(another.spread());
  }

  @Test
  void shouldTellMaxWhatAPhoneSets() throws Exception {
    // So small that no writer comes to a line's end by itself, however slow this machine is.
    String small = "writers: 2\nscale: 0.01";
    try (Daemon daemon = new Daemon(config(small), lateness -> {})) {
      WebSocket phone =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .buildAsync(
                  URI.create("ws://127.0.0.1:" + daemon.port() + "/"), new WebSocket.Listener() {})
              .join();
      phone.sendText("{\"address\": \"/inkcast/writer/2/temperature\", \"args\": [1.25]}", true);
      awaitMessage("/inkcast/writer/2/temperature", 1.25f);
      phone.sendText("{\"address\": \"/inkcast/writer/1/restart\", \"args\": []}", true);
      awaitMessage("/inkcast/writer/1/restarts", 1);
      phone.abort();
    }
  }

  @Test
  void shouldObeyOscOnTheSamePortNumber() throws Exception {
    try (Daemon daemon = new Daemon(config("writers: 1"), lateness -> {})) {
      byte[] packet =
          "/inkcast/writer/1/temperature\0\0\0,i\0\0\0\0\0\u0001"
              .getBytes(StandardCharsets.US_ASCII);
      max.send(new DatagramPacket(packet, packet.length, LOOPBACK, daemon.port()));
      awaitMessage("/inkcast/writer/1/temperature", 1f);
    }
  }

  @Test
  void shouldObeyAndAnswerOscOverTcp() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, LOOPBACK)) {
      port = free.getLocalPort();
    }
    String osc = "osc: {tcp: %d, targets: [\"127.0.0.1:%d\"]}".formatted(port, max.getLocalPort());
    try (Daemon daemon = new Daemon(config("writers: 1\n" + osc), lateness -> {});
        Socket tool = new Socket(LOOPBACK, port)) {
      tool.getOutputStream()
          .write(
              "\u00c0/inkcast/writer/1/temperature\0\0\0,i\0\0\0\0\0\u0001\u00c0/inkcast/status\0\u00c0"
                  .getBytes(StandardCharsets.ISO_8859_1));
      awaitMessage("/inkcast/writer/1/temperature", 1f);
      String answer = "\u00c0/inkcast/status.reply\0\0\0,iiiifs\0\0\0\0\u0001";
      byte[] bytes = tool.getInputStream().readNBytes(answer.length());
      assertEquals(answer, new String(bytes, StandardCharsets.ISO_8859_1));
      assertEquals(1, daemon.counters().get(Counter.OSC_CONNECTIONS));
    }
  }

  @Test
  void shouldServeThePageAndItsHealth() throws Exception {
    try (Daemon daemon = new Daemon(config("writers: 1"), lateness -> {})) {
      assertTrue(get(daemon, "/").contains("<html"));
      await().until(() -> daemon.counters().get(Counter.TICKS) > 0);
      assertEquals(200, status(daemon, "/healthz"));
    }
  }

  @Test
  void shouldSayThatItsPortIsTakenAndFreeItAtTheEnd() throws Exception {
    int port;
    try (Daemon daemon = new Daemon(config("writers: 1"), lateness -> {})) {
      port = daemon.port();
      Config same = config("server: {port: " + port + "}");
      Exception e = assertThrows(BindException.class, () -> new Daemon(same, lateness -> {}));
      assertTrue(e.getMessage().contains(String.valueOf(port)), e::getMessage);
      assertFalse(daemon.failed());
      assertEquals(List.of("tick"), threads());
    }
    try (ServerSocket tcp = new ServerSocket(port, 1, LOOPBACK);
        DatagramSocket udp = new DatagramSocket(new InetSocketAddress(LOOPBACK, port))) {
      assertTrue(tcp.isBound() && udp.isBound());
    }
  }

  @Test
  void shouldHaveItsThreadsOnlyAsLongAsItServes() throws Exception {
    try (Daemon daemon = new Daemon(config("writers: 2\nthreads: 3"), lateness -> {})) {
      await().until(() -> daemon.counters().get(Counter.TICKS) > 0);
      await().until(() -> threads().equals(List.of("step-2", "step-3", "tick")));
    }
    await().until(() -> threads().isEmpty());
    try (Daemon daemon = new Daemon(config("writers: 2"), lateness -> {})) {
      await().until(() -> daemon.counters().get(Counter.TICKS) > 0);
      await().until(() -> threads().equals(List.of("tick")));
    }
  }

  @Test
  void shouldEndWithReadableLinesAndTheContractsExitCodes() throws Exception {
    Path taken = folder.resolve("taken.yaml");
    try (ServerSocket other = new ServerSocket(0, 1, LOOPBACK)) {
      Files.writeString(taken, "server: {port: " + other.getLocalPort() + "}");
      Cli result = Cli.run("serve", "--config", taken.toString());
      assertEquals(1, result.exit());
      assertEquals(1, result.err().lines().count(), result.err());
    }
    Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "rate: 0");
    assertEquals(2, Cli.run("serve", "--config", wrong.toString()).exit());
    Path nobody = Files.writeString(folder.resolve("nobody.yaml"), "writers: [{hand: nobody}]");
    assertEquals(2, Cli.run("serve", "--config", nobody.toString()).exit());
  }

  /** Reads on until a message is there; strokes go by meanwhile. */
  private void awaitMessage(String address, Object value) {
    for (int i = 0; i < MESSAGES; i++) {
      Message message = receive();
      if (message.address().equals(address) && message.arguments().equals(List.of(value))) {
        return;
      }
    }
    throw new AssertionError("expected " + address + " " + value + " among " + MESSAGES);
  }

  private Message receive() {
    return receiveAll().getFirst();
  }

  /** The messages of a datagram. */
  private List<Message> receiveAll() {
    DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
    try {
      max.receive(packet);
      return decoder.decode(Unpooled.wrappedBuffer(packet.getData(), 0, packet.getLength()));
    } catch (Exception e) {
      throw new AssertionError("no OSC arrived", e);
    }
  }

  private Config config(String more) throws Exception {
    String port = more.contains("server:") ? "" : "server: {port: 0}\n";
    String target =
        more.contains("osc:") ? "" : "osc: {targets: [\"127.0.0.1:" + max.getLocalPort() + "\"]}\n";
    Path file = Files.createTempFile(folder, "config", ".yaml");
    return Config.load(Files.writeString(file, port + target + more + "\n"));
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.equals("tick") || name.startsWith("step-"))
        .sorted()
        .toList();
  }

  private static int status(Daemon daemon, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(request(daemon, path), BodyHandlers.discarding())
        .statusCode();
  }

  private static String get(Daemon daemon, String path) throws Exception {
    return HttpClient.newHttpClient().send(request(daemon, path), BodyHandlers.ofString()).body();
  }

  private static HttpRequest request(Daemon daemon, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + daemon.port() + path))
        .header("Accept", "text/html")
        .build();
  }
}
