package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import inkcast.config.Config;
import inkcast.packet.Bytes;
import inkcast.tick.Counter;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand control messages a second to a daemon whose writers are heard by a target and a
 * page, for a second; for longer with {@code -Dflood.seconds=60}, where no tick may be missed
 * either.
 */
class OscFloodTest {
  private static final int A_SECOND = 10_000;
  private static final int SECONDS = Integer.getInteger("flood.seconds", 1);
  private static final int ALL = SECONDS * A_SECOND;
  private static final int BURST = 100; // at once, if the sender had to wait
  private static final int LONG_SECONDS = 60;
  private static final Path KERNEL = Path.of("/proc/net/udp");

  @TempDir private Path folder;
  private Daemon daemon;

  @Test
  void shouldLoseNoMessageThatUdpDelivered() throws Exception {
    assumeTrue(Files.exists(KERNEL), "only Linux says what UDP has lost");
    try (DatagramSocket sender = new DatagramSocket();
        DatagramSocket target = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        HttpClient http = HttpClient.newHttpClient()) {
      String config =
          "writers: 4\nserver: {port: 0}\nosc: {targets: [\"127.0.0.1:%d\"]}\n"
              .formatted(target.getLocalPort());
      Path file = Files.writeString(folder.resolve("inkcast.yaml"), config);
      daemon = new Daemon(Config.load(file), lateness -> {});
      try {
        WebSocket page =
            http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + daemon.port() + "/"), new Page())
                .join();
        page.sendText("{\"COMMAND\":\"LISTEN\",\"DATA\":\"/inkcast/writer/*/*\"}", true).join();
        flood(sender);
        page.abort();
      } finally {
        daemon.close();
        http.shutdownNow();
      }
    }
  }

  private void flood(DatagramSocket sender) throws Exception {
    // Who rests restarts only when told to; the others write on.
    send(sender, "/inkcast/writer/1/pause~,i~~<00000001>", 1);
    await().until(() -> value("/inkcast/writer/1/pause") == 1);
    await().until(() -> daemon.counters().get(Counter.TICKS) > 2);
    long restarts = value("/inkcast/writer/1/restarts");
    long received = daemon.counters().get(Counter.OSC_RECEIVED);
    long missed = daemon.counters().get(Counter.MISSED_TICKS);
    long ticks = daemon.counters().get(Counter.TICKS);
    send(sender, "/inkcast/writer/1/restart~~~,i~~<00000001>", ALL);
    await().until(() -> daemon.counters().get(Counter.OSC_RECEIVED) - received + lost() == ALL);
    await().until(() -> value("/inkcast/writer/1/restarts") - restarts == ALL - lost());
    assertEquals(0, daemon.counters().get(Counter.REFUSED_BUSY));
    missed = daemon.counters().get(Counter.MISSED_TICKS) - missed;
    ticks = daemon.counters().get(Counter.TICKS) - ticks;
    System.out.printf(
        "%d messages in %d s: UDP lost %d, %d ticks of %d missed%n",
        ALL, SECONDS, lost(), missed, ticks + missed);
    assertTrue(SECONDS < LONG_SECONDS || missed == 0, missed + " ticks missed");
  }

  private void send(DatagramSocket sender, String message, int count) throws IOException {
    byte[] bytes = ByteBufUtil.getBytes(Bytes.of(message));
    DatagramPacket packet =
        new DatagramPacket(bytes, bytes.length, InetAddress.ofLiteral("127.0.0.1"), daemon.port());
    long begin = System.nanoTime();
    int sent = 0;
    while (sent < count) {
      long due = 1 + (System.nanoTime() - begin) / (1_000_000_000L / A_SECOND);
      for (int last = sent + BURST; sent < due && sent < last && sent < count; sent++) {
        sender.send(packet);
      }
      LockSupport.parkNanos(500_000);
    }
  }

  private long value(String address) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + daemon.port() + address + "?VALUE");
    return new ObjectMapper().readTree(uri.toURL()).path("VALUE").path(0).asLong(-1);
  }

  /** Datagrams that the kernel dropped as nobody read them in time. */
  private long lost() throws IOException {
    String port = ":%04X".formatted(daemon.port());
    return Files.readAllLines(KERNEL).stream()
        .map(line -> List.of(line.trim().split("\\s+")))
        .filter(columns -> columns.get(1).endsWith(port))
        .mapToLong(columns -> Long.parseLong(columns.getLast()))
        .sum();
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(20));
  }

  /** Reads all, and keeps nothing. */
  private static final class Page implements WebSocket.Listener {}
}
