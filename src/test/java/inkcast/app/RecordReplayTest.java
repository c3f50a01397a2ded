package inkcast.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.config.Config;
import inkcast.packet.MessageWriter;
import inkcast.recording.Recording;
import inkcast.recording.RecordingFile;
import inkcast.tick.Counter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that records, and one that plays what the other has recorded, to the same receivers. */
class RecordReplayTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @TempDir private Path folder;

  @Test
  void shouldSendTheSameDatagramsByteForByte() throws Exception {
    Path file = folder.resolve("evening.osc");
    try (Ear tuples = new Ear();
        Ear bundles = new Ear()) {
      String osc =
          """
          rate: 150
          scale: 100
          server: {port: 0}
          osc:
            refresh: 1s
            targets: ["%s", {to: "%s", shape: bundle}]
          """
              .formatted(tuples, bundles);
      Path config = Files.writeString(folder.resolve("inkcast.yaml"), osc + "writers: 3\n");
      Programme recorded = Programme.recorded(RecordingFile.create(file));
      try (Daemon daemon = new Daemon(Config.load(config), config, null, recorded, late -> {})) {
        await().until(() -> daemon.counters().get(Counter.TICKS) > 20);
        say(daemon, "/inkcast/writer/[12]/temperature", 1.5f);
        say(daemon, "/inkcast/writer/2/pause", 1);
        say(daemon, "/inkcast/writer/2/restart");
        say(daemon, "/inkcast/writer/1/restart", 1);
        say(daemon, "/inkcast/writer/3/hand", "hanzi");
        for (int i = 0; i < 5; i++) {
          say(daemon, "/inkcast/writer/3/write", 9f, -2f, 0); // by a turn of its own
        }
        ticks(daemon, 200);
        Files.writeString(config, osc + "writers: 5\n");
        reload(daemon);
        say(daemon, "/inkcast/rate", 100f);
        ticks(daemon, 50);
        Files.writeString(config, osc + "writers: 2\n");
        reload(daemon);
        ticks(daemon, 150);
        assertTrue(daemon.counters().get(Counter.RESTARTS_LINE_FULL) > 0);
        assertEquals(0, daemon.counters().get(Counter.RECORDING_LOST));
        assertEquals(0, daemon.counters().get(Counter.OSC_DROPPED));
      }
      List<List<String>> first = List.of(tuples.take(), bundles.take());
      Recording recording = Recording.open(file);
      assertEquals(3, recording.writers());
      Programme played = Programme.of(recording, false);
      Config again = played.of(Config.load(config));
      try (Daemon daemon = new Daemon(again, null, null, played, late -> {})) {
        daemon.join();
        assertFalse(daemon.failed());
        assertEquals(0, daemon.counters().get(Counter.OSC_DROPPED));
      }
      List<List<String>> second = List.of(tuples.take(), bundles.take());
      for (int i = 0; i < first.size(); i++) {
        assertTrue(first.get(i).size() > 200, first.get(i).size() + " datagrams");
        assertSame(first.get(i), second.get(i));
      }
    }
  }

  @Test
  void shouldRefuseWhatComesInAndBeginAnewWhileItIsToLoop() throws Exception {
    Config config = Config.load(Files.writeString(folder.resolve("a.yaml"), "server: {port: 0}"));
    Path file = folder.resolve("short.osc");
    Programme recorded = Programme.recorded(RecordingFile.create(file));
    try (Daemon daemon = new Daemon(config, null, null, recorded, late -> {})) {
      ticks(daemon, 20);
    }
    Programme played = Programme.of(Recording.open(file), true);
    try (Daemon daemon = new Daemon(played.of(config), null, null, played, late -> {})) {
      say(daemon, "/inkcast/writer/1/restart");
      await().until(() -> daemon.counters().get(Counter.REFUSED_READ_ONLY) == 1);
      ticks(daemon, 60);
      assertFalse(daemon.failed());
      assertEquals(0, daemon.counters().get(Counter.STROKES), "nobody writes");
    }
  }

  @Test
  void shouldEndWithExitCodes() throws Exception {
    Path config =
        Files.writeString(folder.resolve("b.yaml"), "rate: 1000\nserver: {port: 0}\nwriters: 0\n");
    Path file = folder.resolve("b.osc");
    Process record = start("record", "--config", config.toString(), "--out", file.toString());
    try {
      await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(file));
      await().atMost(Duration.ofSeconds(60)).until(() -> Files.size(file) > 4_000);
      record.destroy(); // SIGTERM
      assertEquals(0, record.waitFor());
    } finally {
      record.destroyForcibly();
    }
    Process replay = start("replay", "--config", config.toString(), file.toString());
    assertEquals(0, replay.waitFor());
    Cli again = Cli.run("record", "--config", config.toString(), "--out", file.toString());
    assertEquals(1, again.exit());
    assertEquals("inkcast record: " + file + ": already exists\n", again.err());
    Cli wrong = Cli.run("replay", "--config", config.toString(), config.toString());
    assertEquals(2, wrong.exit());
    assertEquals(1, wrong.err().lines().count(), wrong.err());
    assertEquals(2, Cli.run("replay", folder.resolve("missing").toString()).exit());
    assertEquals(2, Cli.run("record").exit());
    Path taken = folder.resolve("taken.osc");
    try (ServerSocket other = new ServerSocket(0, 1, LOOPBACK)) {
      Files.writeString(config, "server: {port: " + other.getLocalPort() + "}\nwriters: 0\n");
      String[] port = {"record", "--config", config.toString(), "--out", taken.toString()};
      assertEquals(1, Cli.run(port).exit());
      assertFalse(Files.exists(taken), "no daemon, no recording");
    }
  }

  private Process start(String... arguments) throws IOException {
    return new ProcessBuilder(Cli.command(arguments))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(arguments[0] + ".log").toFile())
        .start();
  }

  private static void assertSame(List<String> first, List<String> second) {
    for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
      assertEquals(first.get(i), second.get(i), "datagram " + i);
    }
    assertEquals(first.size(), second.size());
  }

  private static void ticks(Daemon daemon, int count) {
    long end = daemon.counters().get(Counter.TICKS) + count;
    await().until(() -> daemon.counters().get(Counter.TICKS) > end);
  }

  private static void reload(Daemon daemon) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    daemon.reload(done::countDown);
    done.await();
  }

  private static void say(Daemon daemon, String address, Object... arguments) throws Exception {
    ByteBuf bytes = Unpooled.buffer();
    MessageWriter.write(bytes, "", address, List.of(arguments));
    byte[] message = ByteBufUtil.getBytes(bytes);
    try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
      socket.send(
          new DatagramPacket(
              message, message.length, new InetSocketAddress(LOOPBACK, daemon.port())));
    }
  }

  /** A receiver of datagrams, whose time tags it puts aside. */
  private static final class Ear implements AutoCloseable {
    private static final byte[] END = {0};

    private final DatagramSocket socket;
    private final BlockingQueue<byte[]> heard = new LinkedBlockingQueue<>();

    Ear() throws SocketException {
      socket = new DatagramSocket(0, LOOPBACK);
      socket.setReceiveBufferSize(1 << 22);
      Thread.ofVirtual().start(this::listen);
    }

    private void listen() {
      DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
      try {
        while (true) {
          packet.setLength(2_000);
          socket.receive(packet);
          byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
          if (bytes[0] == '#') {
            Arrays.fill(bytes, 8, 16, (byte) 0);
          }
          heard.add(bytes);
        }
      } catch (IOException e) {
        // the socket is closed
      }
    }

    /** All that was sent until now, as text. */
    List<String> take() throws Exception {
      socket.send(new DatagramPacket(END, 1, socket.getLocalSocketAddress()));
      List<String> taken = new ArrayList<>();
      for (byte[] bytes = heard.take(); bytes.length > 1; bytes = heard.take()) {
        taken.add(HexFormat.of().formatHex(bytes));
      }
      return taken;
    }

    @Override
    public String toString() {
      return "127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void close() {
      socket.close();
    }
  }
}
