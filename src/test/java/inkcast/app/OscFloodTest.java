package inkcast.osc;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import inkcast.packet.Bytes;
import inkcast.stage.Node;
import inkcast.stage.Role;
import inkcast.tick.Counter;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand control messages a second, for a second; for longer with {@code -Dflood.seconds=60},
 * where no tick may be missed either.
 */
class OscFloodTest {
  private static final int A_SECOND = 10_000;
  private static final int SECONDS = Integer.getInteger("flood.seconds", 1);
  private static final int ALL = SECONDS * A_SECOND;
  private static final int BURST = 100; // at once, if the sender had to wait
  private static final int LONG_SECONDS = 60;
  private static final Path KERNEL = Path.of("/proc/net/udp");

  @Test
  void shouldLoseNoMessageThatUdpDelivered() throws Exception {
    assumeTrue(Files.exists(KERNEL), "only Linux says what UDP has lost");
    try (Concert concert = new Concert();
        DatagramSocket sender = new DatagramSocket()) {
      // Who rests restarts only when told to.
      concert.performance().control().submit(Role.OPERATOR, "/inkcast/writer/*/pause", List.of(1));
      await().until(() -> concert.counters().get(Counter.TICKS) > 2);
      long restarts = restarts(concert);
      long missed = concert.counters().get(Counter.MISSED_TICKS);
      int sent = send(sender, Integer.parseInt(concert.controlPort()));
      await().atMost(Duration.ofSeconds(20)).until(() -> received(concert) + lost(concert) == sent);
      await().until(() -> restarts(concert) - restarts == received(concert));
      assertEquals(0, concert.counters().get(Counter.REFUSED_BUSY));
      missed = concert.counters().get(Counter.MISSED_TICKS) - missed;
      System.out.printf(
          "%d messages in %d s: UDP lost %d, %d ticks of %d missed%n",
          sent, SECONDS, lost(concert), missed, concert.counters().get(Counter.TICKS));
      assertTrue(SECONDS < LONG_SECONDS || missed == 0, missed + " ticks missed");
    }
  }

  private static int send(DatagramSocket sender, int port) throws IOException {
    byte[] bytes = ByteBufUtil.getBytes(Bytes.of("/inkcast/writer/1/restart~~~,i~~<00000001>"));
    DatagramPacket packet =
        new DatagramPacket(bytes, bytes.length, InetAddress.ofLiteral("127.0.0.1"), port);
    long begin = System.nanoTime();
    int sent = 0;
    while (sent < ALL) {
      long due = (System.nanoTime() - begin) / (1_000_000_000L / A_SECOND);
      for (int last = sent + BURST; sent < due && sent < last && sent < ALL; sent++) {
        sender.send(packet);
      }
      LockSupport.parkNanos(500_000);
    }
    return sent;
  }

  private static long received(Concert concert) {
    return concert.counters().get(Counter.OSC_RECEIVED);
  }

  /** The value belongs to the tick's thread; it rests by the time this is compared. */
  private static long restarts(Concert concert) {
    Node node =
        Objects.requireNonNull(concert.performance().space().node("/inkcast/writer/1/restarts"));
    return (long) node.numbers()[0];
  }

  /** Datagrams that the kernel dropped as nobody read them in time. */
  private static long lost(Concert concert) throws IOException {
    String port = ":%04X".formatted(Integer.parseInt(concert.controlPort()));
    return Files.readAllLines(KERNEL).stream()
        .map(line -> List.of(line.trim().split("\\s+")))
        .filter(columns -> columns.get(1).endsWith(port))
        .mapToLong(columns -> Long.parseLong(columns.getLast()))
        .sum();
  }
}
