package inkcast.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which of a machine's addresses are announced. */
class NetworkChoiceTest {
  private static final InetAddress ALL = InetAddress.ofLiteral("0.0.0.0");

  @Test
  void shouldTakeOneAddressOfEachNetworkAndInterface() {
    assertEquals(
        List.of("10.0.0.7 (eth0)", "192.168.1.9 (wlan0)"),
        choose(
            ALL,
            "fe80::7/64 eth0",
            "10.0.0.7/24 eth0",
            "10.9.0.7/16 eth0",
            "10.0.0.8/24 wlan0",
            "192.168.1.9/25 wlan0",
            "192.168.1.10/24 wlan1"));
    assertEquals(
        List.of("192.168.1.9 (a)", "192.168.1.200 (b)"),
        choose(ALL, "192.168.1.9/25 a", "192.168.1.200/25 b"));
  }

  @Test
  void shouldKeepToTheAddressThatTheServerListensOn() {
    String[] all = {"10.0.0.7/24 eth0", "fd00:0:0:0:0:0:0:7/64 eth0", "10.1.0.7/24 eth1"};
    assertEquals(List.of("10.1.0.7 (eth1)"), choose(InetAddress.ofLiteral("10.1.0.7"), all));
    assertEquals(
        List.of("fd00:0:0:0:0:0:0:7 (eth0)"), choose(InetAddress.ofLiteral("fd00::7"), all));
    assertEquals(List.of(), choose(InetAddress.ofLiteral("10.1.0.8"), all));
  }

  private static List<String> choose(InetAddress bound, String... all) {
    List<Network> networks =
        Arrays.stream(all)
            .map(line -> line.split("[/ ]"))
            .map(p -> new Network(p[2], InetAddress.ofLiteral(p[0]), Integer.parseInt(p[1])))
            .toList();
    return Network.choose(networks, bound).stream().map(Network::toString).toList();
  }
}
