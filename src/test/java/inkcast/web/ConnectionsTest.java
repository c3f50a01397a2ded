package inkcast.web;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.tick.Counter;
import inkcast.web.WebInitializer.Timeouts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may connect, and for how long without a word. */
class ConnectionsTest {
  @Test
  void shouldCloseWhoSendsNothingOrTooSlowly() throws IOException {
    try (TestServer impatient = TestServer.impatient(new Timeouts(300, 300, 300));
        RawSocket silent = new RawSocket(impatient.port());
        RawSocket slow = new RawSocket(impatient.port())) {
      slow.send("GET / HTTP/1.1\r\n");
      await()
          .pollInterval(Duration.ofMillis(20))
          .until(
              () -> {
                try {
                  slow.send("X: y\r\n");
                  return false;
                } catch (IOException closed) {
                  return true;
                }
              });
      assertEquals(0, silent.readToEnd().length);
      assertEquals(2, impatient.counters.get(Counter.WEB_TIMEOUTS));
    }
  }

  @Test
  void shouldTurnAwayMoreConnectionsThanConfigured() throws IOException {
    List<RawSocket> open = new ArrayList<>();
    try (TestServer full = TestServer.scribbling(1)) {
      for (int i = 0; i < full.settings.connections(); i++) {
        open.add(RawSocket.upgraded(full.port()));
      }
      try (RawSocket late = new RawSocket(full.port())) {
        String answer = late.readText();
        assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
        assertTrue(answer.endsWith("too many connections: try again later\n"), answer);
      }
      assertEquals(1, full.counters.get(Counter.WEB_REFUSED_CONNECTIONS));
      assertEquals(20, full.counters.get(Counter.WEB_CONNECTIONS));
      open.getFirst().close();
      await().until(() -> full.counters.get(Counter.WEB_CONNECTIONS) == 19);
      RawSocket.upgraded(full.port()).close();
    } finally {
      for (RawSocket raw : open) {
        raw.close();
      }
    }
  }

  @Test
  void shouldSayThatThePortIsTaken() {
    try (TestServer first = TestServer.scribbling(1)) {
      UncheckedIOException thrown =
          assertThrows(UncheckedIOException.class, () -> TestServer.writing(1, first.port()));
      assertTrue(thrown.getCause() instanceof BindException);
      assertEquals(
          "port %1$d is taken: another program listens on 127.0.0.1:%1$d".formatted(first.port()),
          thrown.getCause().getMessage());
    }
  }
}
