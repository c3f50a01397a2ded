package inkcast.osc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import inkcast.packet.Helper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Broadcast, multicast and a network that is not there, between two namespaces and a cable. */
@Tag("peer")
@Timeout(120)
class NetworkTest {
  private static final String HERE = "inkcast-a-" + ProcessHandle.current().pid();
  private static final String THERE = "inkcast-b-" + ProcessHandle.current().pid();

  @BeforeEach
  void lay() throws Exception {
    Helper.require("ip");
    Helper.require("oscdump");
    assumeTrue("root".equals(System.getProperty("user.name")), "only root makes namespaces");
    ip("netns add " + HERE);
    ip("netns add " + THERE);
    ip("-n " + HERE + " link add cable type veth peer name cable netns " + THERE);
    end(HERE, "198.18.0.1/24");
    end(THERE, "198.18.0.2/24");
  }

  @AfterEach
  void remove() throws Exception {
    for (String namespace : List.of(HERE, THERE)) {
      try (Helper ip = Helper.start("ip", "netns", "del", namespace)) {
        ip.exit();
      }
    }
  }

  @Test
  void shouldReachBroadcastAndMulticastAddresses() throws Exception {
    try (Helper subnet = in(THERE, "oscdump", "-L", "7001");
        Helper everyone = in(THERE, "oscdump", "-L", "7002");
        Helper multicast = in(THERE, "oscdump", "-L", "osc.udp://239.255.7.7:7003");
        Helper sender = inkcast("198.18.0.255:7001", "255.255.255.255:7002", "239.255.7.7:7003")) {
      subnet.await(120, "/inkcast/writer/4/stroke iffffi");
      everyone.await(120, "/inkcast/writer/4/stroke iffffi");
      multicast.await(120, "/inkcast/writer/4/stroke iffffi");
      sender.terminate("TERM");
    }
  }

  @Test
  void shouldServeTheOthersWhileATargetHasNoRoute() throws Exception {
    try (Helper receiver = in(THERE, "oscdump", "-L", "7001");
        Helper sender = inkcast("203.0.113.1:7001", "198.18.0.2:7001")) {
      receiver.await(200, "/inkcast/writer/4/stroke iffffi");
      sender.await("OSC target 203.0.113.1:7001: at least");
      assertEquals(1, sender.lines().stream().filter(line -> line.contains("unreachable")).count());
      sender.terminate("TERM");
    }
  }

  @Test
  void shouldSendAgainWhenALostNetworkIsBackWithAnotherAddress() throws Exception {
    String stroke = "/inkcast/writer/4/stroke iffffi";
    try (Helper receiver = in(THERE, "oscdump", "-L", "7001");
        Helper sender = inkcast("198.18.0.2:7001")) {
      receiver.await(60, stroke);
      ip("-n " + HERE + " link set cable down");
      sender.await("OSC target 198.18.0.2:7001: at least");
      long before = receiver.lines().stream().filter(line -> line.contains(stroke)).count();
      ip("-n " + HERE + " address del 198.18.0.1/24 dev cable");
      ip("-n " + HERE + " address add 198.18.0.9/24 dev cable");
      ip("-n " + HERE + " link set cable up");
      receiver.await((int) before + 60, stroke);
      sender.terminate("TERM");
    }
  }

  /** Writes to its targets until it is ended. */
  static final class Inkcast {
    private Inkcast() {}

    public static void main(String[] targets) throws Exception {
      try (Concert concert = new Concert(targets)) {
        Thread.currentThread().join();
      }
    }
  }

  private static Helper inkcast(String... targets) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Inkcast.class.getName()));
    command.addAll(List.of(targets));
    return in(HERE, command.toArray(String[]::new));
  }

  private static Helper in(String namespace, String... command) throws IOException {
    List<String> inside = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    inside.addAll(List.of(command));
    return Helper.start(inside.toArray(String[]::new));
  }

  private static void end(String namespace, String address) throws Exception {
    ip("-n " + namespace + " address add " + address + " broadcast + dev cable");
    ip("-n " + namespace + " link set cable up");
    ip("-n " + namespace + " link set lo up");
    ip("-n " + namespace + " route add 224.0.0.0/4 dev cable");
    ip("-n " + namespace + " route add 255.255.255.255/32 dev cable");
  }

  private static void ip(String arguments) throws IOException, InterruptedException {
    Helper.run(("ip " + arguments).split(" "));
  }
}
