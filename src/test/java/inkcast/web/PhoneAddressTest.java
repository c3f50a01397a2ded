package inkcast.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The address in the QR code. */
class PhoneAddressTest {
  private static final List<InetAddress> MACHINE =
      List.of(InetAddress.ofLiteral("10.0.0.7"), InetAddress.ofLiteral("fd00::7"));

  @Test
  void shouldGiveNoneWhileBoundToLoopback() {
    PhoneAddress phones = bound("127.0.0.1");
    assertFalse(phones.exists());
    assertNull(phones.near(InetAddress.getLoopbackAddress(), 7601));
    assertFalse(PhoneAddress.of("nobody.invalid").exists());
  }

  @Test
  void shouldGiveTheScreensNetworkOrTheLikeliest() {
    PhoneAddress all = bound("0.0.0.0");
    assertEquals(
        List.of("http://10.0.0.7:7601/", "http://[fd00:0:0:0:0:0:0:7]:7601/"), all.urls(7601));
    assertEquals("http://192.168.1.7:80/", all.near(InetAddress.ofLiteral("192.168.1.7"), 80));
    assertEquals("http://10.0.0.7:7601/", all.near(InetAddress.ofLiteral("127.0.0.1"), 7601));
    assertEquals("http://10.0.0.7:7601/", all.near(InetAddress.ofLiteral("fe80::7"), 7601));
    assertEquals(List.of("http://10.1.0.7:7601/"), bound("10.1.0.7").urls(7601));
  }

  @Test
  void shouldGiveNoneWithoutANetwork() {
    PhoneAddress alone = new PhoneAddress(InetAddress.ofLiteral("0.0.0.0"), List::of);
    assertEquals(List.of(), alone.urls(7601));
    assertNull(alone.near(InetAddress.ofLiteral("127.0.0.1"), 7601));
  }

  private static PhoneAddress bound(String address) {
    return new PhoneAddress(InetAddress.ofLiteral(address), () -> MACHINE);
  }
}
