package inkcast.web;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.packet.Message;
import inkcast.tick.Counter;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** WebSocket clients of a real server, whose ticks come by hand. */
class WebSocketTest {
  private static final String TEMPERATURE = "/inkcast/writer/1/temperature";
  private static final String STROKE = "/inkcast/writer/1/stroke";

  @Test
  void shouldSetATemperatureOnTheVeryNextTick() {
    try (TestServer server = TestServer.scribbling(2);
        Listener phone = new Listener(server.webSocket())) {
      server.tick();
      setAndAwait(phone, "{\"address\":\"" + TEMPERATURE + "\",\"args\":[1.5]}");
      server.tick();
      assertEquals(1.5, server.value(TEMPERATURE));
    }
  }

  @Test
  void shouldRestartOnTheVeryNextTick() {
    try (TestServer server = TestServer.scribbling(2);
        Listener phone = new Listener(server.webSocket())) {
      server.tick();
      double before = server.value("/inkcast/writer/2/restarts");
      setAndAwait(phone, "{\"address\":\"/inkcast/writer/2/restart\",\"args\":[]}");
      server.tick();
      assertEquals(before + 1, server.value("/inkcast/writer/2/restarts"));
    }
  }

  /**
   * Sends, then asks for something that is refused: when that is told, the first is in the queue.
   */
  private static void setAndAwait(Listener phone, String json) {
    phone.say(json).say("{\"address\":\"/none\",\"args\":[]}");
    await().until(() -> !phone.texts.isEmpty());
  }

  @Test
  void shouldTellEverybodyTheClippedValue() {
    try (TestServer server = TestServer.scribbling(1).play();
        Listener one = new Listener(server.webSocket());
        Listener two = new Listener(server.webSocket())) {
      one.listen(TEMPERATURE);
      two.listen("/inkcast/writer/*/{temperature,color}");
      await().until(() -> one.messages.size() == 1 && two.messages.size() == 2);
      one.say("{\"address\":\"" + TEMPERATURE + "\",\"args\":[7]}");
      await().until(() -> one.messages.size() == 2 && two.of(TEMPERATURE).size() == 2);
      assertEquals(List.of(2f), one.messages.getLast().arguments());
      assertEquals(List.of(2f), two.of(TEMPERATURE).getLast().arguments());
    }
  }

  @Test
  void shouldSendTheCurrentValueFirstAndBareMessagesForAnExactAddress() {
    try (TestServer server = TestServer.scribbling(1);
        Listener max = new Listener(server.webSocket())) {
      max.listen(TEMPERATURE).listen(TEMPERATURE);
      await().until(() -> ticked(server) && !max.frames.isEmpty());
      byte[] bare =
          HexFormat.of()
              .parseHex(
                  HexFormat.of()
                          .formatHex(
                              (TEMPERATURE + "\0\0\0,f\0\0").getBytes(StandardCharsets.US_ASCII))
                      + "3f266666");
      assertArrayEquals(bare, max.frames.getFirst());
    }
  }

  @Test
  void shouldSendOneBundleATickForAPattern() {
    try (TestServer server = TestServer.scribbling(3);
        Listener phone = new Listener(server.webSocket())) {
      phone.listen("/inkcast/writer/*/stroke");
      await().until(() -> ticked(server) && !phone.frames.isEmpty());
      int first = settled(phone);
      for (int i = 0; i < 6; i++) {
        server.tick();
      }
      await().until(() -> phone.frames.size() == first + 6);
      assertEquals(3 * phone.frames.size(), phone.messages.size());
      assertTrue(
          phone.frames.stream()
              .allMatch(f -> new String(f, 0, 7, StandardCharsets.US_ASCII).equals("#bundle")));
      assertOneByOne(phone.of(STROKE));
    }
  }

  @Test
  void shouldTakeBinaryOscWithPatternsAndImpulses() {
    try (TestServer server = TestServer.scribbling(2);
        Listener tool = new Listener(server.webSocket())) {
      server.tick();
      double before = server.value("/inkcast/writer/2/restarts");
      tool.send(osc("/inkcast/writer/*/temperature\0\0\0,f\0\0", "3e800000"));
      tool.send(osc("/inkcast/writer/2/restart\0\0\0,I\0\0", ""));
      setAndAwait(tool, "{\"address\":\"/inkcast/writer/2/restart\",\"args\":[0]}");
      server.tick();
      assertEquals(0.25, server.value(TEMPERATURE));
      assertEquals(0.25, server.value("/inkcast/writer/2/temperature"));
      assertEquals(before + 1, server.value("/inkcast/writer/2/restarts"));
      assertEquals(1, tool.texts.size());
    }
  }

  private static byte[] osc(String head, String arguments) {
    String hex = HexFormat.of().formatHex(head.getBytes(StandardCharsets.US_ASCII)) + arguments;
    return HexFormat.of().parseHex(hex);
  }

  @Test
  void shouldRefuseToTellTheWholeTooOftenAtOnce() {
    try (TestServer server = TestServer.scribbling(2000);
        Listener greedy = new Listener(server.webSocket())) {
      for (int i = 0; i < 20; i++) {
        greedy.listen("/inkcast/writer/*/*").ignore("/inkcast/writer/*/*");
      }
      await().until(() -> !greedy.texts.isEmpty());
      assertTrue(greedy.texts.getFirst().contains("too many values are asked for at once"));
      await()
          .until(
              () -> {
                greedy.listen(TEMPERATURE);
                return ticked(server) && !greedy.of(TEMPERATURE).isEmpty();
              });
    }
  }

  @Test
  void shouldRefuseTooManyDifferentPatterns() {
    try (TestServer server = TestServer.scribbling(1);
        Listener greedy = new Listener(server.webSocket())) {
      for (int i = 0; i <= Feeds.MAX_PATTERNS; i++) {
        greedy.listen("/inkcast/{page,x" + i + "}");
      }
      // All have their value before one is let go of: else that one might get none.
      await()
          .until(
              () ->
                  ticked(server)
                      && greedy.texts.size() == 1
                      && greedy.of("/inkcast/page").size() == Feeds.MAX_PATTERNS);
      assertEquals(
          "{\"error\":\"too many different patterns are listened to: use exact addresses\","
              + "\"for\":\"/inkcast/{page,x256}\"}",
          greedy.texts.getFirst());
      greedy.ignore("/inkcast/{page,x0}").listen("/inkcast/p?ge");
      await()
          .untilAsserted(
              () -> {
                assertTrue(ticked(server));
                assertEquals(257, greedy.of("/inkcast/page").size(), greedy.texts::toString);
              });
    }
  }

  @Test
  void shouldStayStillAfterIgnore() {
    try (TestServer server = TestServer.scribbling(1);
        Listener phone = new Listener(server.webSocket())) {
      phone.listen(STROKE);
      await().until(() -> ticked(server) && !phone.messages.isEmpty());
      phone.ignore(STROKE).say("{\"address\":\"/none\",\"args\":[]}");
      await().until(() -> !phone.texts.isEmpty());
      int told = phone.messages.size();
      server.tick();
      phone.listen(TEMPERATURE);
      await().until(() -> ticked(server) && !phone.of(TEMPERATURE).isEmpty());
      assertEquals(told, phone.of(STROKE).size());
    }
  }

  @Test
  void shouldTellWhyNot() {
    try (TestServer server = TestServer.of(TestServer.settings(0, List.of()), 1);
        Listener phone = new Listener(server.webSocket())) {
      phone.say("{\"address\":\"/inkcast/writer/1/pause\",\"args\":[1]}");
      await().until(() -> !phone.texts.isEmpty());
      assertEquals(
          "{\"error\":\"only an operator may do this\",\"for\":\"/inkcast/writer/1/pause\"}",
          phone.texts.getFirst());
      assertEquals(1, server.counters.get(Counter.REFUSED_FORBIDDEN));
    }
  }

  @Test
  void shouldSayGoodbyeWhenItEnds() {
    TestServer server = TestServer.scribbling(1);
    try (Listener phone = new Listener(server.webSocket())) {
      server.close();
      await().until(() -> phone.closed == 1001);
    }
  }

  /** How many frames there are when all that was sent has come. */
  private static int settled(Listener phone) {
    phone.say("{\"address\":\"/none\",\"args\":[]}");
    await().until(() -> !phone.texts.isEmpty());
    return phone.frames.size();
  }

  private static boolean ticked(TestServer server) {
    server.tick();
    return true;
  }

  private static void assertOneByOne(List<Message> strokes) {
    for (int i = 1; i < strokes.size(); i++) {
      int before = (Integer) strokes.get(i - 1).arguments().getFirst();
      assertEquals(before + 1, strokes.get(i).arguments().getFirst());
    }
    assertFalse(strokes.isEmpty());
  }
}
