package inkcast.rtpmidi;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.rtpmidi.SessionMessage.Clock;
import inkcast.rtpmidi.SessionMessage.Handshake;
import inkcast.rtpmidi.SessionMessage.Kind;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A host that invites. */
@Timeout(60)
class InvitationTest extends WithHost {
  @Test
  void shouldInviteEachSecondAndRestAfterTwelveTimes() throws Exception {
    try (BarePeer peer = new BarePeer(7)) {
      host.invite(List.of(peer.address()));
      int token = 0;
      for (int i = 0; i < 12; i++) {
        Handshake invitation = (Handshake) SessionDecoder.decode(peer.control());
        assertEquals(Kind.INVITATION, invitation.kind());
        assertTrue(i == 0 || invitation.token() == token);
        token = invitation.token();
        clock.forward(1_000);
      }
      await().until(() -> ear.comings.equals(List.of("missing 127.0.0.1")));
      clock.forward(9_000);
      clock.awaitReads(3);
      assertEquals(0, peer.waitingOnControl());
      clock.forward(1_100);
      Handshake again = (Handshake) SessionDecoder.decode(peer.control());
      assertTrue(again.token() != token);
    }
  }

  @Test
  void shouldInviteOnBothPortsAndAskTheClock() throws Exception {
    try (BarePeer peer = new BarePeer(7)) {
      host.invite(List.of(peer.address()));
      Handshake invitation = (Handshake) SessionDecoder.decode(peer.control());
      Handshake accepted = new Handshake(Kind.ACCEPTED, invitation.token(), 7, "bare");
      peer.control(port, accepted);
      assertEquals(invitation, SessionDecoder.decode(peer.data()));
      peer.data(port, accepted);
      Clock asked = (Clock) SessionDecoder.decode(peer.data());
      assertEquals(0, asked.count());
      assertEquals(List.of("joined bare"), ear.comings);
      clock.forward(1_000); // not answered: asked again
      asked = (Clock) SessionDecoder.decode(peer.data());
      peer.data(port, new Clock(7, 1, asked.time1(), 12_345, 0));
      Clock thanks = (Clock) SessionDecoder.decode(peer.data());
      assertEquals(new Clock(asked.ssrc(), 2, asked.time1(), 12_345, asked.time1()), thanks);
      clock.forward(10_000);
      assertEquals(0, ((Clock) SessionDecoder.decode(peer.data())).count());
      host.invite(List.of());
      assertEquals(Kind.GOODBYE, ((Handshake) SessionDecoder.decode(peer.control())).kind());
      assertEquals("left bare WITHDRAWN", ear.comings.getLast());
    }
  }

  @Test
  void shouldNotInviteWhoHasInvitedUsFromElsewhere() throws Exception {
    try (BarePeer peer = new BarePeer(7);
        BarePeer elsewhere = new BarePeer(7)) {
      host.invite(List.of(peer.address()));
      Handshake invitation = (Handshake) SessionDecoder.decode(peer.control());
      Handshake accepted = new Handshake(Kind.ACCEPTED, invitation.token(), 7, "bare");
      peer.control(port, accepted);
      peer.data();
      peer.data(port, accepted);
      await().until(() -> ear.comings.size() == 1);
      elsewhere.join(port);
      await().until(() -> ear.comings.size() == 3);
      clock.forward(5_000);
      clock.awaitReads(20); // it has looked, more than once
      assertEquals(0, peer.waitingOnControl());
      assertEquals(List.of("joined bare", "left bare REPLACED", "joined bare"), ear.comings);
    }
  }

  @Test
  void shouldJoinAnotherHostAgainWhenThatRestarts() throws Exception {
    HostEar otherEar = new HostEar();
    RtpMidiHost other = open(0, otherEar, 2);
    int at = other.port();
    try {
      host.invite(List.of(InetSocketAddress.createUnresolved("127.0.0.1", at)));
      await().until(() -> ear.comings.size() == 1 && otherEar.comings.size() == 1);
      host.send(Midi.noteOn(0, 60, 64), clock.getAsLong());
      host.flush();
      await().until(() -> otherEar.sounding().equals(List.of(60)));
      other.send(Midi.control(0, 20, 100), clock.getAsLong());
      other.flush();
      await().until(() -> ear.commands.contains(Midi.control(0, 20, 100)));
    } finally {
      other.close();
    }
    assertEquals(List.of(), otherEar.sounding());
    await().until(() -> ear.comings.contains("left Inkcast GOODBYE"));
    try (RtpMidiHost _ = open(at, otherEar, 3)) {
      await()
          .until(
              () -> {
                clock.forward(100);
                return otherEar.comings.size() == 3;
              });
      assertEquals(
          List.of("joined Inkcast", "left Inkcast CLOSED", "joined Inkcast"), otherEar.comings);
    }
  }

  @Test
  void shouldNotInviteItself() throws Exception {
    host.invite(List.of(InetSocketAddress.createUnresolved("127.0.0.1", port)));
    await().until(() -> ear.count(HostCounter.REFUSED) == 1);
    assertEquals(List.of(), host.participants());
  }
}
