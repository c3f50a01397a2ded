package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import inkcast.packet.Bytes;
import inkcast.packet.Helper;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
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
      List<String> lines = monitor.lines();
      assertEquals("/inkcast/writer/1/pen i 1", lines.get(1));
      assertEquals(
          "expected an address that starts with /, or a bundle",
          lines.get(2).replaceFirst("malformed packet from /127.0.0.1:\\d+: ", ""));
      assertEquals(List.of("/a", "/b sf \"hi\" 0.5"), lines.subList(3, 5));
      assertEquals(0, monitor.terminate(signal));
      assertEquals(5, lines.size());
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
    return Helper.start(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        Inkcast.class.getName(),
        "monitor",
        "--port",
        port);
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
