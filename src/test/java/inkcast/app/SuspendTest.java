package inkcast.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.packet.Helper;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that the machine holds up for a while: a laptop that sleeps, a host that is paused. */
class SuspendTest {
  private static final int PORT_WAIT_MILLIS = 20_000;
  private static final int SILENCE_MILLIS = 700;
  private static final String STROKE = "/inkcast/writer/1/stroke";
  private static final int SEQ_AT = 28 + 8; // behind the address and the type tags, padded

  @TempDir private Path folder;

  @Test
  void shouldGoOnWithTheNextStrokeAndReplayNone() throws Exception {
    try (DatagramSocket receiver = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
        HttpClient http = HttpClient.newHttpClient()) {
      Path config =
          Files.writeString(
              folder.resolve("inkcast.yaml"),
              "server: {port: 0}\nwriters: 1\nosc: {targets: [\"127.0.0.1:%d\"]}\n"
                  .formatted(receiver.getLocalPort()));
      try (Helper daemon = Helper.start(Cli.command("serve", "--config", config.toString()))) {
        receiver.setSoTimeout(PORT_WAIT_MILLIS);
        int seq = stroke(receiver);
        Phone phone = new Phone();
        String page = daemon.await("phone page: http://").replaceFirst(".*phone page: http:", "");
        WebSocket socket =
            http.newWebSocketBuilder().buildAsync(URI.create("ws:" + page.strip()), phone).join();
        socket.sendText("{\"COMMAND\": \"LISTEN\", \"DATA\": \"" + STROKE + "\"}", true).join();
        await().until(() -> phone.frames.get() > 5);

        daemon.signal("STOP");
        receiver.setSoTimeout(SILENCE_MILLIS);
        int last = seq;
        try {
          while (true) {
            last = stroke(receiver);
          }
        } catch (SocketTimeoutException e) {
          // It rests.
        }
        int frames = phone.frames.get();
        daemon.signal("CONT");
        receiver.setSoTimeout(PORT_WAIT_MILLIS);
        assertEquals(last + 1, stroke(receiver));
        await().until(() -> phone.frames.get() > frames + 5);
        assertEquals(0, daemon.terminate("TERM"));
        assertTrue(
            daemon.lines().stream().noneMatch(line -> line.contains("ERROR")),
            daemon.lines()::toString);
      }
      http.shutdownNow();
    }
  }

  /** The number of the next stroke. */
  private static int stroke(DatagramSocket from) throws Exception {
    DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
    while (true) {
      from.receive(packet);
      String text = new String(packet.getData(), 0, STROKE.length(), StandardCharsets.US_ASCII);
      if (text.equals(STROKE)) {
        return ByteBuffer.wrap(packet.getData()).getInt(SEQ_AT);
      }
    }
  }

  private static final class Phone implements WebSocket.Listener {
    private final AtomicInteger frames = new AtomicInteger();

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      frames.incrementAndGet();
      socket.request(1);
      return null;
    }
  }
}
