package inkcast.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.packet.Bytes;
import inkcast.packet.Helper;
import inkcast.rtpmidi.HostListener;
import inkcast.rtpmidi.HostSettings;
import inkcast.rtpmidi.Midi;
import inkcast.rtpmidi.Participant;
import inkcast.rtpmidi.RtpMidiHost;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class MonitorTest {

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void shouldPrintMessagesUntilItIsEnded(String signal) throws Exception {
    try (Helper monitor = start("0")) {
      int port = port(monitor);
      send(port, "/inkcast/writer/1/pen~~~,i~~<00000001>");
      send(port, "no OSC~~");
      send(port, "#bundle~<0000000000000001><00000004>/a~~<00000010>/b~~,sf~hi~~<3f000000>");
      monitor.await("/b");
      List<String> lines = said(monitor);
      assertEquals("/inkcast/writer/1/pen i 1", lines.get(1));
      assertEquals(
          "expected an address that starts with /, or a bundle",
          lines.get(2).replaceFirst("malformed packet from /127.0.0.1:\\d+: ", ""));
      assertEquals(List.of("/a", "/b sf \"hi\" 0.5"), lines.subList(3, 5));
      assertEquals(0, monitor.terminate(signal));
      assertEquals(5, said(monitor).size());
    }
  }

  @Test
  @Tag("peer")
  void shouldPrintWhatOscsendSends() throws Exception {
    Helper.require("oscsend");
    try (Helper monitor = start("0")) {
      String port = String.valueOf(port(monitor));
      Helper.run("oscsend", "127.0.0.1", port, "/a/b", "ifsTFNIhd", "-1", "0.5", "x", "7", "0.25");
      assertEquals(
          "/a/b ifsTFNIhd -1 0.5 \"x\" true false NIL INFINITUM 7 0.25", monitor.await("/a/b"));
    }
  }

  @Test
  void shouldJoinAMidiSessionAndPrintItsCommands() throws Exception {
    MultiThreadIoEventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    InetSocketAddress bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    CountDownLatch joined = new CountDownLatch(1);
    HostListener listener =
        new HostListener() {
          @Override
          public void joined(Participant peer) {
            joined.countDown();
          }
        };
    try (RtpMidiHost host =
            RtpMidiHost.open(
                loops, new HostSettings("x", bind, 1), System::nanoTime, new Random(1), listener);
        Helper monitor =
            Helper.start(Cli.command("monitor", "--midi", "127.0.0.1:" + host.port()))) {
      assertTrue(joined.await(60, TimeUnit.SECONDS));
      host.send(Midi.noteOn(0, 60, 64), System.nanoTime());
      host.send(Midi.control(15, 16, 5), System.nanoTime());
      host.send(Midi.noteOff(0, 60), System.nanoTime());
      host.send(Midi.wheel(1, 8192), System.nanoTime());
      host.send(Midi.program(2, 3), System.nanoTime());
      host.flush();
      monitor.await("3 program 3");
      List<String> lines = monitor.lines();
      assertEquals(
          List.of("1 note-on 60 64", "16 control 16 5", "1 note-off 60", "2 pitch-bend 8192"),
          lines.subList(lines.size() - 5, lines.size() - 1));
      assertEquals(0, monitor.terminate("INT"));
      await().until(() -> host.participants().isEmpty()); // it has said goodbye
    } finally {
      loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
    }
  }

  @Test
  void shouldRefuseWhatIsNoSession() {
    Cli result = Cli.run("monitor", "--midi", "5004");
    assertEquals(2, result.exit());
    assertTrue(result.err().contains("--midi: expected host:port, found 5004"), result.err());
  }

  @Test
  void shouldSayThatThePortIsTaken() throws Exception {
    try (DatagramSocket taken = new DatagramSocket()) {
      Cli result = Cli.run("monitor", "--port", String.valueOf(taken.getLocalPort()));
      assertEquals(1, result.exit());
      assertEquals(
          "inkcast monitor: UDP port "
              + taken.getLocalPort()
              + " cannot be opened: Address already in use\n",
          result.err().replace(" (Bind failed)", ""));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536", "seven"})
  void shouldRefuseWhatIsNoPort(String port) {
    Cli result = Cli.run("monitor", "--port", port);
    assertEquals(2, result.exit());
    assertEquals(1, result.err().lines().count(), result.err());
  }

  private static Helper start(String port) throws IOException {
    return Helper.start(Cli.command("monitor", "--port", port));
  }

  /** Without what the JVM says first. */
  private static List<String> said(Helper monitor) {
    return monitor.lines().stream().filter(line -> !line.startsWith("WARNING: ")).toList();
  }

  private static int port(Helper monitor) {
    String line = monitor.await("listening on UDP port ");
    return Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
  }

  private static void send(int port, String packet) throws IOException {
    byte[] bytes = ByteBufUtil.getBytes(Bytes.of(packet));
    try (DatagramSocket socket = new DatagramSocket()) {
      InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
      socket.send(new DatagramPacket(bytes, bytes.length, loopback, port));
    }
  }
}
