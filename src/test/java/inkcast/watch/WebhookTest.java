package inkcast.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Telling a real HTTP server. */
class WebhookTest {
  private static final Webhook.Patience LITTLE =
      new Webhook.Patience(Duration.ofSeconds(20), Duration.ofMillis(5), Duration.ofMillis(20));

  private static final Webhook.Patience LEAST =
      new Webhook.Patience(Duration.ofMillis(300), Duration.ofMillis(5), Duration.ofMillis(20));

  private final Counters counters = new Counters();
  private final Webhook webhook = new Webhook(LITTLE, counters);
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final Queue<Integer> answers = new ConcurrentLinkedQueue<>(); // then 204
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/hook", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    webhook.close();
    server.stop(0);
    await().until(() -> !isTelling());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      Integer status = answers.poll();
      exchange.sendResponseHeaders(status == null ? 204 : status, -1);
    }
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  @Test
  void shouldTryAgainUntilItIsTakenAndKeepTheOrder() {
    answers.addAll(List.of(500, 503, 429, 200));
    webhook.to(address());
    webhook.tell("first");
    webhook.tell("second");
    await().until(() -> counters.get(Counter.ALERTS_SENT) == 2);
    assertEquals(List.of("first", "first", "first", "first", "second"), bodies);
    assertEquals(0, counters.get(Counter.ALERTS_LOST));
    await().until(() -> !isTelling());
  }

  @Test
  void shouldGiveUpWhatIsRefused() {
    answers.addAll(List.of(404, 302));
    webhook.to(address());
    webhook.tell("first");
    webhook.tell("second");
    webhook.tell("third");
    await().until(() -> counters.get(Counter.ALERTS_SENT) == 1);
    assertEquals(List.of("first", "second", "third"), bodies);
    assertEquals(2, counters.get(Counter.ALERTS_LOST));
  }

  @Test
  void shouldKeepTheNewestForAServerThatIsDeadAndTellThemToAnother() throws IOException {
    try (Webhook webhook = new Webhook(LEAST, counters);
        ServerSocket dead = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      webhook.to(URI.create("http://127.0.0.1:" + dead.getLocalPort() + "/")); // never answers
      int told = Webhook.MOST_WAITING + 3;
      IntStream.range(0, told).forEach(i -> webhook.tell("notice " + i));
      assertEquals(3, counters.get(Counter.ALERTS_LOST));
      webhook.to(address());
      await().until(() -> counters.get(Counter.ALERTS_SENT) == Webhook.MOST_WAITING);
      assertEquals("notice 3", bodies.getFirst());
      assertEquals("notice " + (told - 1), bodies.getLast());
    }
  }

  @Test
  void shouldTryAgainWhereNobodyListens() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    webhook.to(URI.create("http://127.0.0.1:" + port + "/"));
    webhook.tell("first");
    webhook.to(address());
    await().until(() -> bodies.contains("first"));
  }

  @Test
  void shouldTellNobodyWhereNobodyIsConfigured() {
    webhook.tell("first");
    webhook.to(address());
    webhook.to(null);
    webhook.tell("second");
    webhook.to(address());
    webhook.tell("third");
    await().until(() -> counters.get(Counter.ALERTS_SENT) == 1);
    assertEquals(List.of("third"), bodies);
  }

  @Test
  void shouldTellATroubleAndItsEndInJson() throws Exception {
    FakeSubject subject = new FakeSubject();
    long[] ns = {0};
    try (Watch watch =
        new Watch(
            "museum",
            "1",
            counters,
            new LatenessBuckets(),
            subject,
            Machine::read,
            LITTLE,
            () -> ns[0],
            InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000)))) {
      watch.webhook(address());
      watch.figures(null).join(); // its thread has done what it was told
      watch.look();
      counters.count(Counter.TICK_ERRORS);
      watch.look();
      assertEquals(List.of("ticks end in errors (1 lately): see the log"), watch.troubles());
      ns[0] += Duration.ofSeconds(61).toNanos();
      counters.count(Counter.TICKS);
      watch.look();
      await().until(() -> bodies.size() == 2);
      JsonNode begun = new ObjectMapper().readTree(bodies.getFirst());
      assertEquals("museum", begun.get("name").textValue());
      assertEquals("trouble", begun.get("state").textValue());
      assertEquals("tick_errors", begun.get("trouble").textValue());
      assertEquals("2023-11-14T22:13:20Z", begun.get("since").textValue());
      assertEquals(
          "museum: ticks end in errors (1 lately): see the log", begun.get("text").textValue());
      assertEquals(1, begun.get("details").get("tick_errors").intValue());
      assertEquals(
          "recovered", new ObjectMapper().readTree(bodies.getLast()).get("state").textValue());
      assertTrue(watch.troubles().isEmpty());
    }
  }

  private static boolean isTelling() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("webhook"));
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(30));
  }
}
