package inkcast.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.tick.Counter;
import inkcast.train.StrokeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recording by HTTP, byte by byte, against a real server. */
class RecordTest {
  private static final String VISITOR = "X-Forwarded-For: 10.0.0.1"; // never taken for a local one
  private static final String JSON = "Content-Type: application/json";
  private static final String LINE =
      """
      {"text": "hi", "began": 1764072000007, "device": "pen", "guides": {"top": 75, "base": 100},
       "raw": [[100, 75, 0, 0.5, 0], [100, 100, 30, 0.7, 1], [107, 65, 90, 0, 1]]}
      """;

  @TempDir Path folder;
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.recording(folder.resolve("recordings"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldGiveOperatorsThePage() throws IOException {
    String page = get("/record");
    assertTrue(page.startsWith("HTTP/1.1 200 OK\r\n"), page);
    assertTrue(page.contains("content-type: text/html; charset=utf-8"), page);
    assertTrue(page.contains("page/record.js"), page);
    assertTrue(get("/", "Accept: text/html").contains("data-for=\"operator\""));
    assertTrue(get("/", "Accept: text/html", VISITOR).contains("data-for=\"visitor\""));
  }

  @Test
  void shouldRefuseVisitors() throws IOException {
    for (String answer :
        List.of(
            get("/record", VISITOR),
            get("/record/mine", VISITOR),
            post("mine", LINE, JSON, VISITOR),
            post("mine", LINE + " ".repeat(50_000), JSON, VISITOR))) {
      assertTrue(answer.startsWith("HTTP/1.1 403 "), answer);
      assertTrue(answer.contains("only an operator may record a hand"), answer);
    }
    assertEquals(4, server.counters.get(Counter.REFUSED_FORBIDDEN));
    assertNothingKept();
  }

  @Test
  void shouldKeepALineAsAStrokeFile() throws IOException {
    String answer = post("mine", LINE, JSON);
    assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
    assertTrue(
        answer.contains("\"lines\":1,\"steps\":9,\"scale_factor\":10,\"strokes\":[["), answer);
    Path file = folder.resolve("recordings/mine/20251125T120000.007Z-9.json");
    List<float[]> streams = StrokeFile.read(file).streams();
    assertEquals(1, streams.size());
    float[] steps = streams.getFirst();
    assertEquals(9 * 3, steps.length);
    double down = 0; // model units, of the stem
    for (int i = 0; i < 7; i++) {
      down += steps[3 * i + 1];
      assertEquals(i == 6 ? 1 : 0, steps[3 * i + 2]);
    }
    assertEquals(2.5, down, 1e-5);
    assertEquals(0.7, steps[3 * 7], 1e-5, "the move to the dot");
    assertEquals(0, steps[3 * 7 + 2]);
    assertEquals(1, steps[3 * 8 + 2]);
    String text = Files.readString(file);
    assertTrue(text.contains("\"raw\":[[100,75,0,0.5,0],"), text);
    assertTrue(text.contains("\"text\":\"hi\""), text);
    assertTrue(text.contains("\"began\":\"2025-11-25T12:00:00.007Z\""), text);
    assertTrue(get("/record/mine").endsWith("{\"lines\":1,\"steps\":9}"));
  }

  @Test
  void shouldAddNoErrorsUpThatRoundingMakes() throws IOException {
    StringBuilder raw = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      raw.append("[%d, 90, %d, 0.5, %d],".formatted(3 * i, i, i == 299 ? 1 : 0));
    }
    raw.setLength(raw.length() - 1);
    post("mine", LINE.replaceFirst("\\[\\[.*]]", "[" + raw + "]"), JSON);
    double x = 0;
    float[] steps = StrokeFile.read(files().getFirst()).streams().getFirst();
    for (int i = 0; i < steps.length; i += 3) {
      x += steps[i];
    }
    assertEquals(89.7, x, 1e-3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonx"})
  void shouldRefuseOtherTypes(String type) throws IOException {
    String answer = post("mine", LINE, "Content-Type: " + type);
    assertTrue(answer.startsWith("HTTP/1.1 415 "), answer);
    assertTrue(post("mine", LINE).startsWith("HTTP/1.1 415 "));
    assertEquals(2, server.counters.get(Counter.WEB_MALFORMED));
    assertNothingKept();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "..", ".", "%2e%2e", "..%2fx", "a/b", "a%2fb", "a%5cb", "-a", "%00", "a%20b"})
  void shouldRefuseWhatIsNoName(String name) throws IOException {
    String answer = post(name, LINE, JSON);
    assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    assertTrue(answer.contains("a hand's name has letters"), answer);
    assertEquals(1, server.counters.get(Counter.WEB_MALFORMED));
    assertNothingKept();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        ".*|{|JSON",
        ".*|[]|a JSON object",
        ".*|{}|the keys [began, device, guides, raw, text]",
        "\"hi\"|7|a short text",
        "\"pen\"|\"hoof\"|device pen, touch or mouse",
        "1764072000007|-1|began in milliseconds since 1970",
        "1764072000007|1e30|began in milliseconds since 1970",
        "\"top\": 75|\"top\": 97|guides",
        "\"top\": 75|\"up\": 75|guides",
        "\"top\": 75|\"top\": null|guides",
        "\\[\\[.*]]|[]|points",
        "\\[\\[.*]]|7|points",
        "\\[\\[.*]]|[[1, 2, 3]]|points",
        "\\[\\[.*]]|[[1, 2, 3, 0.5, 0]]|a last point that lifts the pen",
        "\\[\\[.*]]|[[1, 2, 3, 0.5, 0.5]]|points",
        "\\[\\[.*]]|[[1, 2, 3, 7, 1]]|points",
        "\\[\\[.*]]|[[1, 2, \"x\", 0, 1]]|points",
        "\\[\\[.*]]|[[1e9, 2, 3, 0, 1]]|points",
        "\\[\\[.*]]|[[0, 0, 0, 0, 0], [20000, 20000, 0, 0, 0], [0, 0, 0, 0, 1]]|5,000 steps",
      })
  void shouldSayWhatIsWrongWithALine(String part, String other, String expected)
      throws IOException {
    String wrong = LINE.replace("\n", "").replaceFirst(part, other);
    String answer = post("mine", wrong, JSON);
    assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    assertTrue(answer.contains("expected ") && answer.contains(expected), answer);
    assertEquals(1, server.counters.get(Counter.WEB_MALFORMED));
    assertNothingKept();
  }

  @Test
  void shouldTakeALineOfAQuarterOfAMegabyteAndNoMore() throws IOException {
    String most = LINE + " ".repeat(256 * 1024 - LINE.length());
    assertTrue(post("mine", most, JSON).startsWith("HTTP/1.1 200 "));
    String answer = post("mine", most + " ", JSON);
    assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
    assertTrue(answer.endsWith("a line may have 262,144 bytes at most\n"), answer);
    String parts = head("mine", JSON, "Transfer-Encoding: chunked") + "40001\r\n" + most + " \r\n";
    assertTrue(ask(parts).startsWith("HTTP/1.1 413 "));
    assertEquals(2, server.counters.get(Counter.WEB_TOO_LARGE));
    assertEquals(1, files().size());
  }

  @Test
  void shouldHoldNoLongBodyOfAnyoneElse() throws IOException {
    String body = "800\r\n" + "x".repeat(2048) + "\r\n";
    for (String ask :
        List.of(
            "GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + body,
            head("mine", JSON, VISITOR, "Transfer-Encoding: chunked") + body,
            head("mine", JSON, VISITOR, "Expect: 100-continue", "Content-Length: 2048"))) {
      String answer = ask(ask);
      assertTrue(answer.matches("(?s)HTTP/1.1 4(13|03) .*"), answer);
    }
  }

  @Test
  void shouldRefuseOtherPeoplesPages() throws IOException {
    String answer = post("mine", LINE, JSON, "Origin: http://evil.example");
    assertTrue(answer.startsWith("HTTP/1.1 403 "), answer);
    assertTrue(post("mine", LINE, JSON, "Origin: http://localhost").startsWith("HTTP/1.1 200 "));
    assertEquals(1, files().size());
  }

  @Test
  void shouldSayThatALineCannotBeKept() throws IOException {
    Files.writeString(folder.resolve("recordings"), "a file");
    String answer = post("mine", LINE, JSON);
    assertTrue(answer.startsWith("HTTP/1.1 500 "), answer);
    assertTrue(answer.contains("cannot write to "), answer);
    assertEquals(1, server.counters.get(Counter.WEB_LINES_LOST));
  }

  private String get(String target, String... headers) throws IOException {
    return ask("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + lines(headers) + "\r\n");
  }

  private String post(String hand, String body, String... headers) throws IOException {
    return ask(
        head(hand, headers).stripTrailing()
            + "\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  private static String head(String hand, String... headers) {
    return "POST /record/" + hand + " HTTP/1.1\r\nHost: localhost\r\n" + lines(headers) + "\r\n";
  }

  private static String lines(String... headers) {
    return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
  }

  private String ask(String request) throws IOException {
    try (RawSocket raw = new RawSocket(server.port())) {
      return raw.send(request).readAnswer();
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private void assertNothingKept() throws IOException {
    assertFalse(Files.exists(folder.resolve("recordings")), "a folder was made");
    assertEquals(List.of(), files());
  }
}
