package inkcast.rtpmidi;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.rtpmidi.SessionMessage.Clock;
import inkcast.rtpmidi.SessionMessage.Feedback;
import inkcast.rtpmidi.SessionMessage.Handshake;
import inkcast.rtpmidi.SessionMessage.Kind;
import io.netty.channel.EventLoopGroup;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A host against a peer that does what the test says. */
@Timeout(60)
class HostTest extends WithHost {
  private static final long TICK_NS = 100_000;

  @Test
  void shouldAcceptInvitationsOnBothPorts() throws Exception {
    try (BarePeer peer = new BarePeer(7)) {
      Handshake accepted = peer.inviteOnControl(port);
      assertEquals(
          new Handshake(Kind.ACCEPTED, BarePeer.TOKEN, accepted.ssrc(), "Inkcast"), accepted);
      assertEquals(List.of(), host.participants());
      peer.join(port);
      await().until(() -> host.participants().size() == 1);
      assertEquals("bare", host.participants().getFirst().name());
      assertEquals(List.of("joined bare"), ear.comings);
      peer.join(port); // its OK was lost: nothing new
      assertEquals(List.of("joined bare"), ear.comings);
    }
  }

  @Test
  void shouldLetNobodyJoinFromWhereNobodyIsAdmitted() throws Exception {
    ear.admits = source -> false;
    try (BarePeer peer = new BarePeer(7)) {
      peer.control(port, peer.handshake(Kind.INVITATION));
      await().until(() -> ear.count(HostCounter.REFUSED) == 1);
      peer.data(port, peer.handshake(Kind.INVITATION));
      await().until(() -> ear.count(HostCounter.STRANGE) == 1);
      assertEquals(0, peer.waitingOnControl()); // a forged sender is not answered either
      assertEquals(List.of(), ear.comings);
    }
  }

  @Test
  void shouldTakeAnEvenPortForControl() {
    assertEquals(0, port % 2);
  }

  @Test
  void shouldSayWhichPortIsTaken() {
    BindException taken = assertThrows(BindException.class, () -> open(port, ear, 2));
    assertEquals(
        "UDP port " + port + " on 127.0.0.1 is taken by another program", taken.getMessage());
    taken = assertThrows(BindException.class, () -> open(port - 1, ear, 2));
    assertTrue(taken.getMessage().startsWith("UDP port " + port), taken::getMessage);
    assertThrows(BindException.class, () -> open(65_535, ear, 2));
  }

  @Test
  void shouldAnswerTheClock() throws Exception {
    try (BarePeer peer = new BarePeer(7)) {
      peer.join(port);
      clock.forward(5);
      peer.data(port, new Clock(7, 0, 1000, 0, 0));
      Clock answer = (Clock) SessionDecoder.decode(peer.data());
      assertEquals(new Clock(answer.ssrc(), 1, 1000, 50, 0), answer);
      peer.data(port, new Clock(7, 2, 1000, 50, 1020)); // so 1010 there was 50 here
      // A note at 1030 there, which is 70 here; 20 ms later.
      clock.forward(3);
      peer.data(port, "80 61 00 01 00 00 04 06 00 00 00 07 03 90 3c 40");
      await().until(() -> !ear.times.isEmpty());
      long ago = clock.getAsLong() - ear.times.getFirst();
      assertEquals(80 - 70, ago / TICK_NS);
    }
  }

  @Test
  void shouldSendWhatIsFlushedInOnePacket() throws Exception {
    try (BarePeer peer = new BarePeer(7)) {
      peer.join(port);
      long now = clock.getAsLong();
      host.send(Midi.noteOn(0, 60, 64), now);
      host.send(Midi.control(0, 16, 5), now);
      host.send(Midi.noteOff(0, 60), now + 3 * TICK_NS);
      host.flush();
      RtpMidiPacket packet = peer.packet();
      assertEquals(0, packet.timestamp());
      assertEquals(List.of(0, 0, 3), packet.commands().stream().map(Command::deltaTime).toList());
      host.send(Midi.noteOn(0, 61, 64), now);
      host.flush();
      RtpMidiPacket next = peer.packet();
      assertEquals(packet.sequence() + 1 & 0xffff, next.sequence());
      assertEquals(List.of(60), next.journal().channels().getFirst().released());
    }
  }

  @Test
  void shouldTrimTheJournalByFeedback() throws Exception {
    try (BarePeer peer = new BarePeer(7)) {
      peer.join(port);
      host.send(Midi.noteOn(0, 60, 64), clock.getAsLong());
      host.flush();
      peer.control(port, new Feedback(7, peer.packet().sequence(), 0x907c));
      peer.control(port, peer.handshake(Kind.INVITATION)); // whose answer comes behind it
      peer.control();
      host.send(Midi.noteOn(0, 61, 64), clock.getAsLong());
      host.flush();
      assertEquals(List.of(), peer.packet().journal().channels());
    }
  }

  @Test
  void shouldGuardTheLastPacketUntilItIsConfirmed() throws Exception {
    try (BarePeer peer = new BarePeer(7)) {
      peer.join(port);
      host.send(Midi.noteOn(0, 60, 64), clock.getAsLong());
      host.flush();
      peer.packet(); // suppose that it was lost
      clock.forward(100);
      RtpMidiPacket guard = peer.packet();
      assertEquals(List.of(), guard.commands());
      assertTrue(guard.journal().sounds(0, 60));
      clock.forward(100);
      guard = peer.packet();
      assertTrue(guard.journal().sounds(0, 60));
      peer.control(port, new Feedback(7, guard.sequence()));
      peer.control(port, peer.handshake(Kind.INVITATION)); // whose answer comes behind it
      peer.control();
      int sent = ear.count(HostCounter.SENT);
      clock.forward(10_000);
      peer.packet(port, new SendStream(7, 1), Midi.control(0, 20, 64));
      assertInstanceOf(Feedback.class, SessionDecoder.decode(peer.control())); // it has looked
      assertEquals(sent, ear.count(HostCounter.SENT));
    }
  }

  @Test
  void shouldWelcomeWhoJoinsTwice() throws Exception {
    ear.welcome = new int[] {Midi.control(3, 16, 5), Midi.control(3, 17, 6)};
    try (BarePeer peer = new BarePeer(7)) {
      peer.join(port);
      assertEquals(List.of(ear.welcome[0], ear.welcome[1]), BarePeer.commands(peer.packet()));
      clock.forward(2_000);
      RtpMidiPacket again = peer.packet();
      while (again.commands().isEmpty()) { // guards
        again = peer.packet();
      }
      assertEquals(List.of(ear.welcome[0], ear.welcome[1]), BarePeer.commands(again));
    }
  }

  @Test
  void shouldHearAPeerThatBeginsAnewWithTheSameNumbers() throws Exception {
    try (BarePeer peer = new BarePeer(7)) {
      peer.join(port);
      SendStream stream = new SendStream(7, 500);
      BarePeer.bytes(stream); // some packets before
      peer.packet(port, stream, Midi.noteOn(0, 60, 64));
      await().until(() -> ear.sounding().equals(List.of(60)));
      peer.join(port); // it was switched off and on
      peer.packet(port, new SendStream(7, 500), Midi.noteOn(0, 62, 64));
      await().until(() -> ear.sounding().equals(List.of(62)));
      assertEquals(0, ear.count(HostCounter.LATE));
    }
  }

  @Test
  void shouldGiveFeedback() throws Exception {
    try (BarePeer peer = new BarePeer(7)) {
      peer.join(port);
      peer.packet(port, new SendStream(7, 0x1234), Midi.control(0, 20, 64));
      Feedback feedback = (Feedback) SessionDecoder.decode(peer.control());
      assertEquals(new Feedback(feedback.ssrc(), 0x1234), feedback);
      assertEquals(List.of(Midi.control(0, 20, 64)), ear.commands);
      assertEquals(1, ear.count(HostCounter.RECEIVED));
    }
  }

  @Test
  void shouldRepairWhatWasLost() throws Exception {
    try (BarePeer peer = new BarePeer(7)) {
      peer.join(port);
      SendStream stream = new SendStream(7, 65_535);
      peer.packet(port, stream, Midi.noteOn(0, 60, 64));
      BarePeer.bytes(stream, Midi.noteOff(0, 60)); // lost
      peer.packet(port, stream, Midi.noteOn(0, 61, 64));
      await().until(() -> ear.sounding().equals(List.of(61)));
      assertEquals(1, ear.count(HostCounter.LOST));
      assertEquals(1, ear.count(HostCounter.REPAIRED));
    }
  }

  @Test
  void shouldCountWhatIsMalformedOrFromStrangers() throws Exception {
    try (BarePeer peer = new BarePeer(7)) {
      peer.packet(port, new SendStream(7, 0), Midi.noteOn(0, 50, 64));
      peer.data(port, new Clock(7, 0, 0, 0, 0));
      peer.data(port, peer.handshake(Kind.INVITATION));
      peer.data(port, "80 61 00");
      peer.data(port, "ff ff 58 58");
      await().until(() -> ear.count(HostCounter.MALFORMED) == 2);
      assertEquals(3, ear.count(HostCounter.STRANGE));
      assertEquals(List.of("malformed SIZE", "malformed SESSION_COMMAND"), ear.comings);
    }
  }

  @Test
  void shouldHearAPeerWhoseJournalsCannotBeRead() throws Exception {
    try (BarePeer peer = new BarePeer(7)) {
      peer.join(port);
      peer.data(port, "80 61 00 01 00 00 00 00 00 00 00 07 43 90 3c 40 20 00");
      await().until(() -> ear.sounding().equals(List.of(60)));
      assertEquals(List.of("joined bare", "malformed JOURNAL"), ear.comings);
    }
  }

  @Test
  void shouldSurviveAListenerThatThrows() throws Exception {
    HostListener rude =
        new HostListener() {
          @Override
          public void joined(Participant peer) {
            throw new IllegalStateException("rude");
          }

          @Override
          public void received(Participant peer, int command, long timeNs) {
            throw new IllegalStateException("rude");
          }

          @Override
          public void counted(HostCounter counter, int times) {
            ear.counted(counter, times);
            throw new IllegalStateException("rude");
          }
        };
    try (RtpMidiHost other = open(0, rude, 2);
        BarePeer peer = new BarePeer(7)) {
      peer.join(other.port());
      peer.packet(other.port(), new SendStream(7, 0), Midi.noteOn(0, 50, 64));
      await().until(() -> ear.count(HostCounter.FAILED) == 2);
      peer.join(other.port());
    }
  }

  @Test
  void shouldRunOnNioToo() throws Exception {
    EventLoopGroup nio = Loops.nio();
    InetSocketAddress bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (RtpMidiHost other =
            RtpMidiHost.open(nio, new HostSettings("nio", bind, 1), clock, new Random(2), ear);
        BarePeer peer = new BarePeer(7)) {
      peer.join(other.port());
    } finally {
      Loops.close(nio);
    }
  }
}
