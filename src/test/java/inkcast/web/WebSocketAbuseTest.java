package inkcast.web;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.tick.Counter;
import inkcast.web.WebInitializer.Timeouts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WebSocket clients that misbehave, byte by byte; the ticks go on. */
class WebSocketAbuseTest {
  private static final int BINARY = 0x82;

  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.scribbling(1).play();
  }

  @AfterEach
  void stop() {
    try {
      long before = server.counters.get(Counter.TICKS);
      await().until(() -> server.counters.get(Counter.TICKS) > before + 2);
      assertEquals(0, server.counters.get(Counter.TICK_ERRORS));
      assertEquals(0, server.counters.get(Counter.OUTPUT_ERRORS));
    } finally {
      server.close();
    }
  }

  /** The close code, after which nothing may come. */
  private static int closeCode(byte[] all) {
    assertEquals(0x88, all[0] & 0xff, () -> HexFormat.of().formatHex(all));
    assertEquals(2 + all[1], all.length, () -> HexFormat.of().formatHex(all));
    return (all[2] & 0xff) << 8 | (all[3] & 0xff);
  }

  @Test
  void shouldCloseOnFramesOver64KiB() throws IOException {
    try (RawSocket raw = RawSocket.upgraded(server.port())) {
      raw.frame(BINARY, 64 * 1024 + 1, new byte[0]);
      assertEquals(1009, closeCode(raw.readToEnd()));
    }
    await().until(() -> server.counters.get(Counter.WEB_TOO_LARGE) == 1);
  }

  @Test
  void shouldCloseOnFragmentsThatAreOver64KiBTogether() throws IOException {
    try (RawSocket raw = RawSocket.upgraded(server.port())) {
      raw.frame(0x02, 40_000, new byte[40_000]).frame(0x00, 40_000, new byte[40_000]);
      assertEquals(1009, closeCode(raw.readToEnd()));
    }
    await().until(() -> server.counters.get(Counter.WEB_TOO_LARGE) == 1);
  }

  @ParameterizedTest
  @CsvSource({
    "a bad sequence,        81 82 00000000 c328,  1007",
    "an overlong NUL,       81 82 00000000 c080,  1007",
    "a lone surrogate,      81 83 00000000 eda080, 1007",
    "an unmasked frame,     81 02 4142,           1002",
    "a reserved bit,        c1 80 00000000,       1002",
    "a reserved opcode,     83 80 00000000,       1002",
    "a stray continuation,  80 80 00000000,       1002",
    "a fragmented ping,     09 80 00000000,       1002",
    "a close of one byte,   88 81 00000000 03,    1002",
  })
  void shouldCloseOnBrokenFrames(String what, String hex, int code) throws IOException {
    try (RawSocket raw = RawSocket.upgraded(server.port())) {
      raw.send(HexFormat.of().parseHex(hex.replace(" ", "")));
      assertEquals(code, closeCode(raw.readToEnd()), what);
    }
    await().until(() -> server.counters.get(Counter.WEB_MALFORMED) == 1);
  }

  @Test
  void shouldJoinFragments() throws IOException {
    byte[] json =
        "{\"address\":\"/inkcast/writer/1/temperature\",\"args\":[0.25]}"
            .getBytes(StandardCharsets.UTF_8);
    try (RawSocket raw = RawSocket.upgraded(server.port())) {
      raw.frame(0x01, 1, new byte[] {json[0]});
      for (int i = 1; i < json.length; i++) {
        raw.frame(i == json.length - 1 ? 0x80 : 0, 1, new byte[] {json[i]});
      }
      await().until(() -> server.value("/inkcast/writer/1/temperature") == 0.25);
    }
  }

  @Test
  void shouldAnswerPings() throws IOException {
    try (RawSocket raw = RawSocket.upgraded(server.port())) {
      raw.frame(0x89, 2, new byte[] {'h', 'i'});
      assertArrayEquals(new byte[] {(byte) 0x8a, 2, 'h', 'i'}, raw.read(4));
    }
  }

  @Test
  void shouldPingTheSilentAndEndTheDead() throws IOException {
    try (TestServer impatient = TestServer.impatient(new Timeouts(10_000, 10_000, 200));
        RawSocket raw = RawSocket.upgraded(impatient.port())) {
      assertArrayEquals(HexFormat.of().parseHex("89008900"), raw.readToEnd());
      assertEquals(1, impatient.counters.get(Counter.WEB_TIMEOUTS));
    }
  }

  @Test
  void shouldKeepWhoAnswersPings() throws IOException {
    try (TestServer impatient = TestServer.impatient(new Timeouts(10_000, 10_000, 100));
        RawSocket raw = RawSocket.upgraded(impatient.port())) {
      for (int i = 0; i < 6; i++) {
        assertArrayEquals(HexFormat.of().parseHex("8900"), raw.read(2));
        raw.frame(0x8a, 0, new byte[0]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "{",
        "[]",
        "null",
        "3",
        "{}",
        "{\"address\":3,\"args\":[]}",
        "{\"address\":\"/a\"}",
        "{\"address\":\"/a\",\"args\":1}",
        "{\"address\":\"/a\",\"args\":[null]}",
        "{\"address\":\"/a\",\"args\":[[1]]}",
        "{\"address\":\"/a\",\"args\":[{}]}",
        "{\"address\":\"/a\",\"args\":[NaN]}",
        "{\"address\":\"/a\",\"args\":[1],\"more\":1}",
        "{\"address\":\"/a\",\"args\":[1],\"args\":[2]}",
        "{\"address\":\"/a\",\"args\":[1]} {}",
        "{'address':'/a','args':[]}",
        "{\"address\":\"/a\",\"args\":[1,]}",
        "{\"address\":\"/a\",\"args\":[01]}",
        "{\"COMMAND\":3}",
        "{\"COMMAND\":\"LISTEN\"}",
        "{\"COMMAND\":\"LISTEN\",\"DATA\":[]}",
      })
  void shouldExplainTextItCannotRead(String text) {
    try (Listener phone = new Listener(server.webSocket())) {
      phone.say(text);
      await().until(() -> phone.texts.size() == 1);
      assertTrue(
          phone.texts.getFirst().startsWith("{\"error\":\"expected")
              || phone.texts.getFirst().startsWith("{\"error\":\"unknown key"),
          phone.texts::toString);
      assertEquals(1, server.counters.get(Counter.WEB_MALFORMED));
    }
  }

  @Test
  void shouldSurviveDeepAndLongJson() {
    try (Listener phone = new Listener(server.webSocket())) {
      phone.say("[".repeat(30_000));
      phone.say(
          "{\"address\":\"/inkcast/writer/1/temperature\",\"args\":[1" + "0".repeat(20_000) + "]}");
      phone.say("{\"address\":\"/inkcast/writer/1/temperature\",\"args\":[1e999999999]}");
      phone.say("{\"address\":\"" + "/x".repeat(20_000) + "\",\"args\":[]}");
      phone.say("{\"address\":\"/" + "{a,".repeat(15_000) + "\",\"args\":[]}");
      phone.say("{\"COMMAND\":\"LISTEN\",\"DATA\":\"" + "*".repeat(200) + "\"}");
      await().until(() -> phone.texts.size() == 6);
      assertTrue(phone.texts.stream().allMatch(t -> t.length() < 400), phone.texts::toString);
    }
  }

  @Test
  void shouldRefuseNumbersThatAreNone() {
    try (Listener phone = new Listener(server.webSocket())) {
      phone.say("{\"address\":\"/inkcast/writer/1/temperature\",\"args\":[1e999]}");
      phone.say("{\"address\":\"/inkcast/writer/1/temperature\",\"args\":[\"0.5\"]}");
      phone.say("{\"address\":\"/inkcast/writer/1/temperature\",\"args\":[true]}");
      phone.say("{\"address\":\"/inkcast/writer/1/temperature\",\"args\":[12345678901234567890]}");
      await().until(() -> server.value("/inkcast/writer/1/temperature") == 2);
      assertEquals(3, phone.texts.size(), phone.texts::toString);
    }
  }

  @Test
  void shouldRefuseBinaryThatIsNoOsc() {
    try (Listener phone = new Listener(server.webSocket())) {
      phone
          .send(new byte[] {1, 2, 3})
          .send(new byte[0])
          .send("/a\0\0,f\0\0".getBytes(StandardCharsets.US_ASCII));
      await().until(() -> phone.texts.size() == 3);
      assertEquals(3, server.counters.get(Counter.WEB_MALFORMED));
    }
  }

  @Test
  void shouldIgnoreAndCountUnknownCommands() {
    try (Listener phone = new Listener(server.webSocket())) {
      phone.say("{\"COMMAND\":\"PATH_ADDED\",\"DATA\":\"/x\"}").say("{\"COMMAND\":\"\"}");
      await().until(() -> server.counters.get(Counter.WEB_UNKNOWN_COMMANDS) == 2);
      assertTrue(phone.texts.isEmpty());
    }
  }

  @Test
  void shouldRefuseAFloodButKeepTheConnection() {
    try (Listener phone = new Listener(server.webSocket())) {
      for (int i = 0; i < 600; i++) {
        phone.say("{\"address\":\"/inkcast/writer/1/temperature\",\"args\":[0.5]}");
      }
      await().until(() -> server.counters.get(Counter.WEB_FLOODED) > 100);
      await().until(() -> !phone.texts.isEmpty());
      assertEquals(
          "{\"error\":\"expected at most 200 messages a second\","
              + "\"for\":\"/inkcast/writer/1/temperature\"}",
          phone.texts.getFirst());
      await()
          .until(
              () -> {
                phone.say("{\"address\":\"/inkcast/writer/1/temperature\",\"args\":[1.25]}");
                return server.value("/inkcast/writer/1/temperature") == 1.25;
              });
      assertEquals(0, phone.closed);
    }
  }

  @Test
  void shouldEndAFloodThatGoesOnAndOn() throws IOException {
    try (RawSocket raw = RawSocket.upgraded(server.port())) {
      byte[] junk = {'/', 'a', 0, 0};
      await()
          .until(
              () -> {
                try {
                  for (int i = 0; i < 1000; i++) {
                    raw.frame(BINARY, 4, junk);
                  }
                  return false;
                } catch (IOException closed) {
                  return true;
                }
              });
    }
    assertTrue(server.counters.get(Counter.WEB_FLOODED) > 2000);
    await().until(() -> server.counters.get(Counter.WEB_CONNECTIONS) == 0);
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-WebSocket-Version: 13, Sec-WebSocket-Version: 8, 426",
    "Sec-WebSocket-Version: 13, X: y, 426",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, Sec-WebSocket-Key: short, 400",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, X: y, 400",
    "Connection: Upgrade, Connection: close, 400",
    "GET / HTTP, GET /elsewhere HTTP, 404",
    "Host: localhost, Host: evil.example, 403",
  })
  void shouldRefuseUpgradesThatAreNotRight(String part, String instead, int status)
      throws IOException {
    try (RawSocket raw = new RawSocket(server.port())) {
      String answer = raw.send(RawSocket.UPGRADE.replace(part, instead)).readAnswer();
      assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    }
  }

  @Test
  void shouldNotOfferCompression() throws IOException {
    String offer = "Sec-WebSocket-Extensions: permessage-deflate\r\nHost:";
    try (RawSocket raw = new RawSocket(server.port())) {
      String head = raw.send(RawSocket.UPGRADE.replace("Host:", offer)).readHead();
      assertTrue(head.startsWith("HTTP/1.1 101 "), head);
      assertTrue(!head.contains("xtensions"), head);
    }
  }
}
