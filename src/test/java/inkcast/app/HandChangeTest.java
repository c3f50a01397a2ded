package inkcast.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.config.Config;
import inkcast.packet.Decoder;
import inkcast.packet.MalformedPacket;
import inkcast.packet.Message;
import inkcast.packet.TextTemplate;
import inkcast.tick.Counter;
import inkcast.web.Browser;
import io.netty.buffer.Unpooled;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole daemon in the shipped hand, whose writers are given a copy of it that came since. */
class HandChangeTest implements WebSocket.Listener {
  private static final String HANDS = "/inkcast/writer/*/hand";
  private static final Duration BROWSER = Duration.ofSeconds(40); // on a busy machine

  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private final List<String> texts = new CopyOnWriteArrayList<>();
  private Daemon daemon;
  private WebSocket phone;

  @BeforeEach
  void copyTheShippedHand() throws Exception {
    add("cursive");
  }

  @AfterEach
  void close() {
    phone.abort();
    http.shutdownNow();
    daemon.close();
  }

  @Test
  void shouldChangeTheHandByDatagram() throws Exception {
    serve("");
    listen("/inkcast/writer/2/{hand,restarts,stroke}");
    await().until(() -> values("/inkcast/writer/2/hand").equals(List.of("cursive")));
    add("neat");
    byte[] packet = new TextTemplate("/inkcast/writer/2/hand").encode(List.of("neat"));
    try (DatagramSocket max = new DatagramSocket()) {
      max.send(
          new DatagramPacket(
              packet, packet.length, InetAddress.getLoopbackAddress(), daemon.port()));
    }
    await().until(() -> values("/inkcast/writer/2/hand").equals(List.of("cursive", "neat")));
    List<Message> told = List.copyOf(messages);
    int at = told.size() - 1;
    while (!told.get(at).arguments().equals(List.of("neat"))) {
      at--;
    }
    assertEquals("/inkcast/writer/2/restarts", messages.get(at + 1).address());
    int before = (Integer) values("/inkcast/writer/2/stroke", told.subList(0, at)).getLast();
    await().until(() -> values("/inkcast/writer/2/stroke").contains(before + 1));
    assertEquals("{\"VALUE\":[\"neat\"]}", get("/inkcast/writer/2/hand?VALUE"));
    assertEquals("{\"VALUE\":[\"cursive\"]}", get("/inkcast/writer/1/hand?VALUE"));
  }

  @Test
  void shouldChangeTheHandsOfAllByFrames() throws Exception {
    serve("");
    add("neat");
    listen("/inkcast/writer/3/hand");
    say("{\"address\": \"" + HANDS + "\", \"args\": [\"neat\"]}");
    await().until(() -> values("/inkcast/writer/3/hand").contains("neat"));
    byte[] packet = new TextTemplate("/inkcast/writer/3/hand").encode(List.of("cursive"));
    phone.sendBinary(ByteBuffer.wrap(packet), true).join();
    await().until(() -> values("/inkcast/writer/3/hand").getLast().equals("cursive"));
    assertEquals("{\"VALUE\":[\"neat\"]}", get("/inkcast/writer/1/hand?VALUE"));
    assertEquals(List.of(), texts);
  }

  @Test
  void shouldOfferTheHandsThereAre() throws Exception {
    serve("");
    assertEquals("{\"ACCESS\":3}", get("/inkcast/writer/1/hand?ACCESS"));
    assertEquals("{\"RANGE\":[{\"VALS\":[\"cursive\"]}]}", get("/inkcast/writer/1/hand?RANGE"));
    add("neat");
    assertEquals(
        "{\"RANGE\":[{\"VALS\":[\"cursive\",\"neat\"]}]}", get("/inkcast/writer/1/hand?RANGE"));
  }

  @Test
  void shouldSayWhyAHandIsRefusedAndWriteOn() throws Exception {
    serve("");
    Files.writeString(folder.resolve("damaged.safetensors"), "no weights");
    for (String argument : List.of("\"nobody\"", "\"damaged\"", "7")) {
      texts.clear();
      say("{\"address\": \"/inkcast/writer/1/hand\", \"args\": [" + argument + "]}");
      await().until(() -> texts.size() == 1);
      assertTrue(texts.getFirst().startsWith("{\"error\":\""), texts::toString);
      assertTrue(texts.getFirst().endsWith("\"for\":\"/inkcast/writer/1/hand\"}"), texts::toString);
    }
    assertEquals(2, daemon.counters().get(Counter.REFUSED_BAD_HAND));
    assertEquals(1, daemon.counters().get(Counter.REFUSED_WRONG_TYPE));
    assertEquals("{\"VALUE\":[\"cursive\"]}", get("/inkcast/writer/1/hand?VALUE"));
    long strokes = daemon.counters().get(Counter.STROKES);
    await().until(() -> daemon.counters().get(Counter.STROKES) > strokes);
    assertEquals(0, daemon.counters().get(Counter.TICK_ERRORS));
  }

  @Test
  void shouldRefuseAVisitor() throws Exception {
    serve("operators: []");
    add("neat");
    say("{\"address\": \"" + HANDS + "\", \"args\": [\"neat\"]}");
    await().until(() -> texts.size() == 1);
    assertEquals(
        "{\"error\":\"only an operator may do this\",\"for\":\"" + HANDS + "\"}", texts.getFirst());
    assertEquals(1, daemon.counters().get(Counter.REFUSED_FORBIDDEN));
    assertEquals("{\"VALUE\":[\"cursive\"]}", get("/inkcast/writer/1/hand?VALUE"));
  }

  @Test
  @Tag("peer")
  void shouldOfferTheHandsToAnOperatorOnThePage() throws Exception {
    Browser.assumeInstalled();
    add("neat");
    serve("");
    try (Browser browser = Browser.phone()) {
      browser.open(URI.create("http://127.0.0.1:" + daemon.port() + "/"));
      await().atMost(BROWSER).until(() -> browser.has(2) && shown(browser, 2));
      browser.part(2, "hand").sendKeys("neat");
      await().atMost(BROWSER).until(() -> chosen(browser, 2).equals("neat"));
      assertEquals("{\"VALUE\":[\"neat\"]}", get("/inkcast/writer/2/hand?VALUE"));
      assertEquals("cursive", chosen(browser, 1));
      assertEquals("", chosen(browser, "all"));
      assertEquals("Hand of writer 2", browser.part(2, "hand").getAccessibleName());
      assertEquals("", browser.complaints());
    }
  }

  @Test
  @Tag("peer")
  void shouldOfferAVisitorNoHands() throws Exception {
    Browser.assumeInstalled();
    add("neat");
    serve("operators: []");
    try (Browser browser = Browser.phone()) {
      browser.open(URI.create("http://127.0.0.1:" + daemon.port() + "/"));
      await().atMost(BROWSER).until(() -> browser.link().equals("Live") && browser.has(2));
      assertFalse(shown(browser, 2));
    }
  }

  private static boolean shown(Browser browser, Object card) {
    return browser.part(card, "hand").isDisplayed();
  }

  private static String chosen(Browser browser, Object card) {
    return String.valueOf(browser.part(card, "hand").getDomProperty("value"));
  }

  private void add(String name) throws Exception {
    Files.copy(Path.of("weights/cursive.safetensors"), folder.resolve(name + ".safetensors"));
  }

  private void serve(String more) throws Exception {
    Path file = Files.createTempFile(folder, "config", ".yaml");
    String config =
        "hands: [\"%s\"]\nwriters: 3\nserver: {port: 0, %s}\nosc: {targets: []}\n"
            .formatted(folder, more);
    daemon = new Daemon(Config.load(Files.writeString(file, config)), lateness -> {});
    URI uri = URI.create("ws://127.0.0.1:" + daemon.port() + "/");
    phone = http.newWebSocketBuilder().buildAsync(uri, this).join();
  }

  private void listen(String address) {
    say("{\"COMMAND\": \"LISTEN\", \"DATA\": \"" + address + "\"}");
    await().until(() -> !messages.isEmpty());
  }

  private void say(String json) {
    phone.sendText(json, true).join();
  }

  private List<Object> values(String address) {
    return values(address, messages);
  }

  /** The first argument of each message of an address. */
  private static List<Object> values(String address, List<Message> among) {
    return among.stream()
        .filter(message -> message.address().equals(address))
        .map(message -> (Object) message.arguments().getFirst())
        .toList();
  }

  private String get(String target) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + daemon.port() + target);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    texts.add(data.toString());
    socket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    try {
      messages.addAll(new Decoder().decode(Unpooled.wrappedBuffer(data)));
    } catch (MalformedPacket e) {
      texts.add(e.toString());
    }
    socket.request(1);
    return null;
  }
}
