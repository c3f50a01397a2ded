package inkcast.osc;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import inkcast.packet.Bytes;
import inkcast.tick.Counter;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TCP connections of those that do not mean us, or mean ill. */
@Timeout(60)
class StrangersTest {
  private static final String COMMAND = "<c0>/inkcast/rate~~~,i~~<0000001e><c0>";

  private Concert concert;

  @BeforeEach
  void open() throws IOException {
    concert = new Concert();
  }

  @AfterEach
  void close() throws InterruptedException {
    concert.close();
  }

  /** As a web page does with {@code fetch(..., {method: "POST", mode: "no-cors", body})}. */
  @Test
  void shouldTakeNoCommandFromTheBodyOfAnHttpRequest() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + concert.streamPort()))
            .POST(BodyPublishers.ofByteArray(bytes(COMMAND)))
            .build();
    try (HttpClient browser =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      assertThrows(IOException.class, () -> browser.send(request, BodyHandlers.discarding()));
    }
    assertTurnedAway();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/half a mess", // well begun, but no packet
        "<c0>GET / HTTP/1.1",
        "/a<db>a",
        "<00000014>/inkcast/rate~~~,i~~<0000001e>", // framed by its size, as in OSC 1.0
      })
  void shouldTakeNoCommandBehindAnythingElse(String before) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(bytes(before + COMMAND));
      assertTurnedAway();
      assertEquals(-1, readOrReset(socket));
    }
  }

  private static int readOrReset(Socket socket) {
    try {
      return socket.getInputStream().read();
    } catch (IOException e) {
      return -1; // reset, as it had sent more than was read
    }
  }

  private void assertTurnedAway() {
    await().until(() -> concert.counters().get(Counter.OSC_STRANGE_CONNECTIONS) == 1);
    await().until(() -> concert.counters().get(Counter.OSC_CONNECTIONS) == 0);
    long ticks = concert.counters().get(Counter.TICKS);
    await().until(() -> concert.counters().get(Counter.TICKS) > ticks + 2);
    assertEquals(60, concert.performance().space().global().rate());
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.ofLiteral("127.0.0.1"), concert.streamPort());
  }

  private static byte[] bytes(String literal) {
    return ByteBufUtil.getBytes(Bytes.of(literal));
  }
}
