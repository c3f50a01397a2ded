package inkcast.rtpmidi;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.rtpmidi.SessionMessage.Clock;
import inkcast.rtpmidi.SessionMessage.Feedback;
import inkcast.rtpmidi.SessionMessage.Handshake;
import inkcast.rtpmidi.SessionMessage.Kind;
import io.netty.buffer.ByteBuf;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How peers leave a host, and come back. */
@Timeout(60)
class DepartureTest extends WithHost {
  @Test
  void shouldRefuseMorePeersThanItWants() throws Exception {
    try (BarePeer first = new BarePeer(1);
        BarePeer second = new BarePeer(2);
        BarePeer third = new BarePeer(3)) {
      first.join(port);
      second.join(port);
      assertEquals(Kind.REJECTED, third.inviteOnControl(port).kind());
      assertEquals(1, ear.count(HostCounter.REFUSED));
      second.control(port, second.handshake(Kind.GOODBYE));
      await().until(() -> ear.comings.contains("left bare GOODBYE"));
      third.join(port);
    }
  }

  @Test
  void shouldLetGoOfAPeerThatIsSilentForAMinute() throws Exception {
    try (BarePeer peer = new BarePeer(7);
        BarePeer other = new BarePeer(8)) {
      peer.join(port);
      other.join(port);
      peer.packet(port, new SendStream(7, 0), Midi.noteOn(0, 50, 64));
      await().until(() -> ear.sounding().size() == 1);
      host.send(Midi.noteOn(3, 60, 64), clock.getAsLong());
      host.flush();
      assertEquals(List.of(Midi.noteOn(3, 60, 64)), BarePeer.commands(peer.packet()));
      clock.forward(59_000);
      other.data(port, new Clock(8, 0, 0, 0, 0));
      ByteBuf answer = other.data();
      while (!SessionDecoder.isSession(answer)) {
        answer = other.data();
      } // it was heard
      clock.forward(2_000);
      assertSilenced(peer, 3, 60);
      await().until(() -> ear.comings.size() == 3);
      assertEquals(List.of("joined bare", "joined bare", "left bare SILENT"), ear.comings);
      assertEquals(List.of(), ear.sounding());
      assertEquals(8, host.participants().getFirst().ssrc());
    }
  }

  @Test
  void shouldLeaveNothingSoundingWhenItCloses() throws Exception {
    try (BarePeer peer = new BarePeer(7)) {
      peer.join(port);
      host.send(Midi.noteOn(3, 60, 64), clock.getAsLong());
      host.flush();
      peer.packet();
      host.close();
      assertSilencedAndLeft(peer, 3, 60);
      try (RtpMidiHost again = open(port, ear, 2)) {
        assertEquals(port, again.port());
      }
    }
  }

  @Test
  void shouldSilenceAPeerThatSaysGoodbye() throws Exception {
    try (BarePeer peer = new BarePeer(7)) {
      peer.join(port);
      host.send(Midi.noteOn(3, 60, 64), clock.getAsLong());
      host.flush();
      peer.packet();
      peer.control(port, peer.handshake(Kind.GOODBYE));
      assertEquals(Midi.noteOff(3, 60), BarePeer.commands(peer.packet()).getFirst());
      await().until(() -> ear.comings.equals(List.of("joined bare", "left bare GOODBYE")));
    }
  }

  @Test
  void shouldGoOnWithAPeerThatHasSlept() throws Exception {
    try (BarePeer peer = new BarePeer(7)) {
      peer.join(port);
      host.send(Midi.noteOn(3, 60, 64), clock.getAsLong());
      host.flush();
      peer.packet();
      clock.forward(61_000);
      assertSilenced(peer, 3, 60); // but it was asleep and heard nothing of it
      await().until(() -> ear.comings.size() == 2);
      peer.data(port, new Clock(7, 0, 1000, 0, 0));
      List<Integer> ends = next(peer);
      assertTrue(ends.contains(Midi.control(3, 123, 0)), ends::toString);
      clock.forward(2_000); // by now it has read what had piled up, and has room
      List<Integer> again = next(peer);
      assertTrue(again.contains(Midi.control(3, 123, 0)), again::toString);
      await().until(() -> host.participants().size() == 1);
      assertEquals(List.of("joined bare", "left bare SILENT", "joined bare"), ear.comings);
      assertEquals(0, ear.count(HostCounter.STRANGE));
    }
  }

  @Test
  void shouldTakeAPeerThatComesBackFromElsewhere() throws Exception {
    try (BarePeer peer = new BarePeer(7);
        BarePeer moved = new BarePeer(7)) {
      peer.join(port);
      peer.packet(port, new SendStream(7, 0), Midi.noteOn(0, 50, 64));
      await().until(() -> ear.sounding().size() == 1);
      moved.join(port);
      assertEquals(List.of(), ear.sounding());
      host.send(Midi.noteOn(3, 60, 64), clock.getAsLong());
      host.flush();
      assertEquals(List.of(Midi.noteOn(3, 60, 64)), BarePeer.commands(moved.packet()));
      assertEquals(List.of("joined bare", "left bare REPLACED", "joined bare"), ear.comings);
    }
  }

  @Test
  void shouldFollowAPeerWhoseAddressChanges() throws Exception {
    try (BarePeer peer = new BarePeer(7);
        BarePeer moved = new BarePeer(7)) {
      peer.join(port);
      moved.packet(port, new SendStream(7, 0), Midi.noteOn(0, 50, 64));
      await().until(() -> ear.sounding().size() == 1);
      host.send(Midi.noteOn(3, 60, 64), clock.getAsLong());
      host.flush();
      assertEquals(List.of(Midi.noteOn(3, 60, 64)), BarePeer.commands(moved.packet()));
      assertEquals(List.of("joined bare"), ear.comings);
    }
  }

  @Test
  void shouldForgetAnInvitationThatIsNotFinished() throws Exception {
    try (BarePeer first = new BarePeer(1);
        BarePeer second = new BarePeer(2);
        BarePeer third = new BarePeer(3)) {
      first.inviteOnControl(port);
      second.inviteOnControl(port);
      clock.forward(11_000);
      assertEquals(Kind.GOODBYE, ((Handshake) SessionDecoder.decode(first.control())).kind());
      assertEquals(Kind.ACCEPTED, third.inviteOnControl(port).kind());
      assertEquals(List.of(), ear.comings);
    }
  }

  /** The next commands; journals alone and clocks are passed over. */
  private static List<Integer> next(BarePeer peer) throws Exception {
    while (true) {
      ByteBuf datagram = peer.data();
      if (!SessionDecoder.isSession(datagram)) {
        List<Integer> commands = BarePeer.commands(RtpMidiPacket.decode(datagram));
        if (!commands.isEmpty()) {
          return commands;
        }
      }
    }
  }

  private static void assertSilencedAndLeft(BarePeer peer, int channel, int note) throws Exception {
    assertSilenced(peer, channel, note);
    SessionMessage last = SessionDecoder.decode(peer.control());
    while (last instanceof Feedback) {
      last = SessionDecoder.decode(peer.control());
    }
    assertEquals(Kind.GOODBYE, ((Handshake) last).kind());
  }

  private static void assertSilenced(BarePeer peer, int channel, int note) throws Exception {
    RtpMidiPacket silence = peer.packet();
    while (silence.commands().isEmpty()) { // guards
      silence = peer.packet();
    }
    assertEquals(
        List.of(
            Midi.noteOff(channel, note),
            Midi.control(channel, 64, 0),
            Midi.control(channel, 123, 0),
            Midi.control(channel, 120, 0)),
        BarePeer.commands(silence));
    RtpMidiPacket journal = peer.packet(); // should the first be lost
    assertEquals(List.of(), journal.commands());
    assertEquals(List.of(note), journal.journal().channels().getFirst().released());
  }
}
