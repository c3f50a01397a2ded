package inkcast.web;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Names and origins; the rest is seen through HTTP. */
class HostsTest {
  @Test
  void shouldFollowTheMachineToAnotherNetwork() {
    Set<InetAddress> interfaces = new HashSet<>(Set.of(InetAddress.ofLiteral("192.168.1.7")));
    AtomicLong now = new AtomicLong();
    Hosts hosts = new Hosts(Set.of(), Set.of(), () -> Set.copyOf(interfaces), now::get);
    assertTrue(hosts.admitsHost("192.168.1.7:7601"));
    interfaces.clear();
    interfaces.add(InetAddress.ofLiteral("fd00::7"));
    assertTrue(hosts.admitsHost("192.168.1.7"));
    now.addAndGet(11_000_000_000L);
    assertFalse(hosts.admitsHost("192.168.1.7"));
    assertTrue(hosts.admitsHost("[fd00:0::7]:7601"));
    assertFalse(hosts.admitsHost("fd00::7"));
    assertFalse(hosts.admitsHost("[fd00::7]evil"));
  }

  @Test
  void shouldAdmitAnyOriginOnlyIfTold() {
    Hosts any = new Hosts(Set.of(), Set.of("*"), Set::of, () -> 0);
    assertTrue(any.admitsOrigin("http://elsewhere.example"));
    assertTrue(any.admitsOrigin("null"));
    assertFalse(any.admitsHost("elsewhere.example"));
    Hosts files = new Hosts(Set.of(), Set.of("null"), Set::of, () -> 0);
    assertTrue(files.admitsOrigin("null"));
    assertFalse(files.admitsOrigin("http://elsewhere.example"));
  }

  @Test
  void shouldKnowThisMachine() {
    Hosts hosts = Hosts.of(List.of("Piece.Example"), List.of());
    assertTrue(hosts.admitsHost("127.0.0.1"));
    assertTrue(hosts.admitsHost("piece.example:80"));
    assertTrue(hosts.admitsOrigin("http://PIECE.example"));
    assertFalse(hosts.admitsHost(""));
    assertFalse(hosts.admitsHost(".local"));
  }
}
