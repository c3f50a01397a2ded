package inkcast.rtpmidi;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A host against a peer that does what the test says. */
@Timeout(60)
class HostTest {
  private static final long TICK_NS = 100_000;

  private final EventLoopGroup loops = Loops.open();
  private final ManualClock clock = new ManualClock();
  private final HostEar ear = new HostEar();
  private RtpMidiHost host;
  private int port;

  @BeforeEach
  void open() throws BindException {
    host = open(0, ear, 1);
    port = host.port();
  }

  private RtpMidiHost open(int at, HostListener listener, long seed) throws BindException {
    InetSocketAddress bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), at);
    return RtpMidiHost.open(
        loops, new HostSettings("Inkcast", bind, 2), clock, new Random(seed), listener);
  }

  @AfterEach
  void close() {
    host.close();
    Loops.close(loops);
  }

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
      peer.control(port, new Feedback(7, peer.packet().sequence()));
      peer.control(port, peer.handshake(Kind.INVITATION)); // whose answer comes behind it
      peer.control();
      host.send(Midi.noteOn(0, 61, 64), clock.getAsLong());
      host.flush();
      assertEquals(null, peer.packet().journal());
    }
  }

  @Test
  void shouldGiveFeedback() throws Exception {
    try (BarePeer peer = new BarePeer(7)) {
      peer.join(port);
      peer.packet(port, new SendStream(7, 0x1234), Midi.control(0, 20, 64));
      Feedback feedback = (Feedback) SessionDecoder.decode(peer.control());
      assertEquals(0x1234, feedback.sequence());
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
      await().until(() -> ear.count(HostCounter.SENT) == 2);
      other.packet();
      other.data(); // its clock's answer: it was heard
      clock.forward(2_000);
      assertSilencedAndLeft(peer, 3, 60);
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

  private static void assertSilencedAndLeft(BarePeer peer, int channel, int note) throws Exception {
    RtpMidiPacket silence = peer.packet();
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
    SessionMessage last = SessionDecoder.decode(peer.control());
    while (last instanceof Feedback) {
      last = SessionDecoder.decode(peer.control());
    }
    assertEquals(Kind.GOODBYE, ((Handshake) last).kind());
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
      clock.awaitReads(3); // by now it rests
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
