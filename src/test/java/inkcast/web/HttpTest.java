package inkcast.web;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.tick.Counter;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP, byte by byte, against a real server. */
class HttpTest {
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.scribbling(1).play();
    await().until(() -> server.counters.get(Counter.TICKS) > 0);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String ask(String request) throws IOException {
    try (RawSocket raw = new RawSocket(server.port())) {
      return raw.send(request.replace("\n", "\r\n")).readAnswer();
    }
  }

  private static String get(String target, String... headers) throws IOException {
    String more = headers.length == 0 ? "" : String.join("\n", headers) + "\n";
    return ask("GET " + target + " HTTP/1.1\nHost: localhost\n" + more + "\n");
  }

  @Test
  void shouldGiveBrowsersThePage() throws IOException {
    String page = get("/", "Accept: text/html,application/xhtml+xml");
    assertTrue(page.startsWith("HTTP/1.1 200 OK\r\n"), page);
    assertTrue(page.contains("content-type: text/html; charset=utf-8"), page);
    assertTrue(page.contains("content=\"/inkcast\""), page);
    assertFalse(page.contains("${"), page);
    for (String header :
        List.of(
            "Content-Security-Policy: default-src 'self'; connect-src 'self' ws: wss:;"
                + " img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'\r\n",
            "X-Content-Type-Options: nosniff\r\n",
            "Referrer-Policy: no-referrer\r\n")) {
      assertTrue(page.contains(header), page);
    }
  }

  @Test
  void shouldGiveToolsJson() throws IOException {
    String json = get("/", "Accept: */*");
    assertTrue(json.contains("content-type: application/json"), json);
    assertTrue(json.contains("\"FULL_PATH\":\"/\""), json);
    assertTrue(get("/?VALUE", "Accept: text/html").startsWith("HTTP/1.1 204 "));
  }

  @Test
  void shouldGiveThePageToWhoeverAsksForHtml() throws IOException {
    assertEquals(get("/", "Accept: text/html"), get("/?HTML", "Accept: */*"));
    String elsewhere = get("/inkcast/writer/1?HTML");
    assertTrue(elsewhere.startsWith("HTTP/1.1 302 "), elsewhere);
    assertTrue(elsewhere.contains("location: ./../../?HTML\r\n"), elsewhere);
    assertTrue(get("/inkcast?HTML").contains("location: ./?HTML\r\n"));
  }

  @Test
  void shouldSpareWhatABrowserHasAlready() throws IOException {
    String page = get("/", "Accept: text/html");
    int at = page.indexOf("etag: ") + 6;
    String tag = page.substring(at, page.indexOf('\r', at));
    String again = get("/", "Accept: text/html", "If-None-Match: W/" + tag);
    assertTrue(again.startsWith("HTTP/1.1 304 "), again);
  }

  @Test
  void shouldTellPrometheusTheFigures() throws IOException {
    String text = get("/metrics", "Accept: text/plain;version=0.0.4");
    assertTrue(text.startsWith("HTTP/1.1 200 OK\r\n"), text);
    assertTrue(text.contains("content-type: text/plain; version=0.0.4; charset=utf-8\r\n"), text);
    assertTrue(text.contains("\n# TYPE inkcast_ticks_total counter\ninkcast_ticks_total "), text);
    assertTrue(
        get("/metrics", "Accept: application/openmetrics-text;version=1.0.0")
            .contains("content-type: application/openmetrics-text; version=1.0.0; charset=utf-8"));
    try (RawSocket raw = new RawSocket(server.port())) {
      raw.send("HEAD /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      assertTrue(raw.readText().endsWith("\r\n\r\n"));
    }
  }

  @Test
  void shouldDrawWhatAWriterHasOnItsPage() throws IOException {
    String svg = get("/writer/1.svg");
    assertTrue(svg.contains("content-type: image/svg+xml\r\n"), svg);
    assertTrue(svg.contains("cache-control: no-store\r\n"), svg);
    assertTrue(svg.contains("{\"writer\":1,"), svg);
    assertTrue(
        get("/writer/2.svg").endsWith("there is no writer \"2\": they are numbered from 1\n"));
  }

  @Test
  void shouldSendNoBodyToHead() throws IOException {
    try (RawSocket raw = new RawSocket(server.port())) {
      raw.send("HEAD /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      String answer = raw.readText();
      assertTrue(answer.startsWith("HTTP/1.1 200 OK"), answer);
      assertTrue(answer.contains("content-length: 8"), answer);
      assertTrue(answer.endsWith("\r\n\r\n"), answer);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/healthz, 200",
    "/page/none.js, 404",
    "/page/Pages.class, 404",
    "/page/../inkcast/web/Pages.class, 404",
    "/page/%2e%2e/web/Pages.class, 404",
    "/page/index.html, 404",
    "/page/record.html, 404",
    "/page/operator.html, 404",
    "/page/login.html, 404",
    "/metrics, 200",
    "/operator, 200",
    "/recorder, 404",
    "/writer/1.svg, 200",
    "/writer/1.svg?now, 200",
    "/writer/0.svg, 404",
    "/writer/2.svg, 404",
    "/writer/01.svg, 404",
    "/writer/99999999999.svg, 404",
    "/writer/.svg, 404",
    "/writer/1.png, 404",
    "/writer/1/2.svg, 404",
    "/page/, 404",
    "/%, 400",
    "/inkcast/%zz, 400",
    "http://localhost/healthz, 200",
    "http://elsewhere/healthz, 400",
    "*, 400",
  })
  void shouldAnswerPaths(String target, int status) throws IOException {
    assertTrue(get(target).startsWith("HTTP/1.1 " + status + " "), target);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW"})
  void shouldAllowOnlyGetAndHead(String method) throws IOException {
    String answer = ask(method + " / HTTP/1.1\nHost: localhost\n\n");
    assertTrue(answer.startsWith("HTTP/1.1 405 "), answer);
    assertTrue(answer.contains("allow: GET, HEAD"), answer);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 200",
    "LOCALHOST:1, 200",
    "127.0.0.1:7601, 200",
    "[::1]:7601, 200",
    "piece.example, 200",
    "piece.example.:7601, 200",
    "evil.example, 403",
    "localhost.evil.example, 403",
    "localhost:7601@evil.example, 403",
    "0.0.0.0:7601, 403",
    "203.0.113.9, 403",
    "'', 403",
  })
  void shouldAnswerToItsOwnNamesOnly(String host, int status) throws IOException {
    String answer = ask("GET /healthz HTTP/1.1\nHost: " + host + "\n\n");
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:7601, 200",
    "http://127.0.0.1, 200",
    "https://piece.example, 200",
    "https://museum.example, 200",
    "http://museum.example, 403",
    "https://museum.example.evil.example, 403",
    "null, 403",
    "*, 403",
    "file://, 403",
    "http://evil.example, 403",
    "http://localhost.evil.example, 403",
  })
  void shouldServeItsOwnPagesOnly(String origin, int status) throws IOException {
    String answer = get("/healthz", "Origin: " + origin);
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    assertEquals(
        status == 200, answer.contains("access-control-allow-origin: " + origin + "\r\n"), answer);
    String socket =
        ask(RawSocket.UPGRADE.replace("\r", "").replace("\n\n", "\nOrigin: " + origin + "\n\n"));
    assertTrue(socket.startsWith("HTTP/1.1 " + (status == 200 ? 101 : status) + " "), socket);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\n\n",
        "GET / HTTP/1.1\nHost: localhost\nHost: localhost\n\n",
        "GET /\n\n",
        "\u0016\u0003\u0001\u0002\n\n",
        "GET / HTTP/1.1\nHost localhost\n\n",
        "GET / HTTP/1.1\nHost: localhost\nContent-Length: 1\nContent-Length: 2\n\n",
      })
  void shouldRefuseWhatIsNoRequest(String bytes) throws IOException {
    long before = server.counters.get(Counter.WEB_MALFORMED);
    String answer = ask(bytes);
    assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    assertEquals(before + 1, server.counters.get(Counter.WEB_MALFORMED));
  }

  @Test
  void shouldRefuseHugeHeadersLinesAndBodies() throws IOException {
    String header = ask("GET / HTTP/1.1\nHost: localhost\nX: " + "x".repeat(100_000) + "\n\n");
    assertTrue(header.startsWith("HTTP/1.1 431 "), header);
    String line = ask("GET /" + "x".repeat(100_000) + " HTTP/1.1\nHost: localhost\n\n");
    assertTrue(line.startsWith("HTTP/1.1 414 "), line);
    String body = get("/", "Content-Length: 100000");
    assertTrue(body.startsWith("HTTP/1.1 413 "), body);
    assertEquals(1, server.counters.get(Counter.WEB_TOO_LARGE));
  }

  @Test
  void shouldAnswerPipelinedRequestsInTheirOrder() throws IOException {
    String one = "GET /inkcast/page?VALUE HTTP/1.1\r\nHost: localhost\r\n\r\n";
    String two = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
    try (RawSocket raw = new RawSocket(server.port()).send(one + two + one)) {
      assertTrue(raw.readAnswer().endsWith("{\"VALUE\":[1920.0,1080.0]}"));
      assertTrue(raw.readAnswer().endsWith("ticking\n"));
      assertTrue(raw.readAnswer().endsWith("{\"VALUE\":[1920.0,1080.0]}"));
    }
  }

  @Test
  void shouldRefuseAFloodOfRequests() throws IOException {
    String request = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
    try (RawSocket raw = new RawSocket(server.port()).send(request.repeat(2000))) {
      String all = raw.readText();
      assertTrue(all.contains("HTTP/1.1 200 "), all);
      assertTrue(all.endsWith("too many requests a second\n"), all);
    }
  }

  @Test
  void shouldSayThatTheTicksHaveStopped() throws IOException {
    try (TestServer still = TestServer.scribbling(1);
        RawSocket raw = new RawSocket(still.port())) {
      raw.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertTrue(raw.readAnswer().startsWith("HTTP/1.1 503 "));
      raw.send("GET /inkcast/rate?VALUE HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertTrue(raw.readAnswer().startsWith("HTTP/1.1 503 "));
    }
  }
}
