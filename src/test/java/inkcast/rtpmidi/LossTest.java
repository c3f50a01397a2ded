package inkcast.rtpmidi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.rtpmidi.Command.SysEx;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Packets on a link that loses some; feedback comes late. Two readers: ours, and the test's own.
 */
class LossTest {
  private static final int TICKS = 3000;
  private static final int FEEDBACK_EVERY = 20; // ticks
  private static final int FEEDBACK_LATE = 15; // ticks

  private final Sounding sent = new Sounding();
  private final Ear ear = new Ear();
  private final ReceiveStream receiver = new ReceiveStream(ear);
  private final JournalEar journalEar = new JournalEar();

  @ParameterizedTest
  @CsvSource({"0.05, 1", "0.05, 2", "0.05, 3", "0.3, 4", "0.3, 5", "0.3, 6", "0, 7"})
  void shouldLeaveBothEndsAlike(double loss, long seed) throws MalformedRtpMidi {
    run(loss, seed, true);
    assertEquals(sent.notes(), ear.sounding.notes());
    assertEquals(sent.controls(), ear.sounding.controls());
    assertEquals(sent.notes(), journalEar.sounding().notes());
    assertEquals(sent.controls(), journalEar.sounding().controls());
    assertEquals(loss == 0, ear.lost == 0);
    assertEquals(loss == 0, ear.repairs.isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"0.05, 11", "0.3, 12", "0.6, 13"})
  void shouldLeaveNoNoteSoundingThoughNobodyGivesFeedback(double loss, long seed)
      throws MalformedRtpMidi {
    run(loss, seed, false);
    for (Sounding heard : List.of(ear.sounding, journalEar.sounding())) {
      Set<Integer> left = heard.notes().keySet();
      assertTrue(sent.notes().keySet().containsAll(left), () -> sent + " against " + heard);
      assertEquals(sent.controls(), heard.controls());
    }
  }

  @Test
  void shouldRepairTheVeryFirstPacket() throws MalformedRtpMidi {
    SendStream stream = new SendStream(1, 65_535);
    packet(stream, Midi.noteOn(0, 60, 64), Midi.control(0, 16, 5));
    receiver.receive(packet(stream));
    assertEquals(List.of(Midi.control(0, 16, 5), Midi.noteOn(0, 60, 64)), ear.repairs);
  }

  @Test
  void shouldEmitOnlyWhatIsMissing() throws MalformedRtpMidi {
    SendStream stream = new SendStream(1, 65_533);
    receiver.receive(packet(stream, Midi.noteOn(0, 60, 64), Midi.noteOn(0, 61, 64)));
    receiver.receive(packet(stream, Midi.control(0, 16, 5), Midi.control(0, 17, 6)));
    packet(stream, Midi.noteOff(0, 61), Midi.control(0, 17, 7), Midi.wheel(0, 1)); // lost
    packet(stream, Midi.program(3, 9), Midi.noteOn(0, 62, 1)); // lost
    receiver.receive(packet(stream, Midi.noteOff(0, 62)));
    assertEquals(
        List.of(
            Midi.control(0, 17, 7),
            Midi.wheel(0, 1),
            Midi.noteOff(0, 61),
            Midi.noteOn(0, 62, 1),
            Midi.program(3, 9)),
        ear.repairs);
    assertEquals(2, ear.lost);
  }

  @Test
  void shouldStrikeAgainWhatHasAnotherVelocity() throws MalformedRtpMidi {
    SendStream stream = new SendStream(1, 0);
    receiver.receive(packet(stream, Midi.noteOn(0, 60, 64)));
    packet(stream, Midi.noteOff(0, 60), Midi.noteOn(0, 60, 65)); // lost
    receiver.receive(packet(stream));
    assertEquals(List.of(Midi.noteOff(0, 60), Midi.noteOn(0, 60, 65)), ear.repairs);
  }

  @Test
  void shouldSilenceWhatAJournalDoesNotCover() throws MalformedRtpMidi {
    SendStream stream = new SendStream(1, 0);
    receiver.receive(packet(stream, Midi.noteOn(0, 60, 64), Midi.noteOn(0, 61, 64)));
    packet(stream, Midi.noteOff(0, 60)); // lost
    stream.history().confirmed(1); // by a receiver that lies
    packet(stream, Midi.noteOn(0, 61, 1)); // lost
    receiver.receive(packet(stream));
    assertEquals(
        List.of(Midi.noteOff(0, 60), Midi.noteOff(0, 61), Midi.noteOn(0, 61, 1)), ear.repairs);
  }

  @Test
  void shouldSilenceWhatAPeerWithoutJournalsMayHaveEnded() throws MalformedRtpMidi {
    receiver.receive(decode("80 61 00 01 00 00 00 00 00 00 00 01 03 90 3c 40"));
    receiver.receive(decode("80 61 00 03 00 00 00 00 00 00 00 01 03 90 3e 40"));
    assertEquals(List.of(Midi.noteOff(0, 60)), ear.repairs);
    assertEquals(Set.of(62), ear.sounding.notes().keySet());
  }

  @Test
  void shouldDropWhatComesTwiceOrTooLate() throws MalformedRtpMidi {
    SendStream stream = new SendStream(1, 65_535);
    RtpMidiPacket first = packet(stream, Midi.noteOn(0, 60, 64));
    RtpMidiPacket second = packet(stream, Midi.noteOff(0, 60));
    RtpMidiPacket third = packet(stream, Midi.noteOn(0, 62, 64));
    receiver.receive(first);
    receiver.receive(third);
    receiver.receive(second);
    receiver.receive(third);
    assertEquals(2, ear.late);
    assertEquals(Set.of(62), ear.sounding.notes().keySet());
  }

  @Test
  void shouldTakeASequenceThatBeginsElsewhereForANewOne() throws MalformedRtpMidi {
    receiver.receive(packet(new SendStream(1, 100), Midi.noteOn(0, 60, 64)));
    receiver.receive(packet(new SendStream(1, 40_000), Midi.noteOn(0, 62, 64)));
    assertEquals(Set.of(62), ear.sounding.notes().keySet());
    assertEquals(40_000, receiver.highest());
    assertEquals(0, ear.lost);
  }

  private void run(double loss, long seed, boolean feedback) throws MalformedRtpMidi {
    Random random = new Random(seed);
    SendStream stream = new SendStream(1, random.nextInt(1 << 16));
    Queue<int[]> underWay = new ArrayDeque<>(); // when it arrives, sequence number
    for (int tick = 0; tick < TICKS; tick++) {
      int[] commands = new int[random.nextInt(12)];
      for (int i = 0; i < commands.length; i++) {
        commands[i] = any(random);
        sent.hear(commands[i]);
      }
      byte[] bytes = bytes(stream, commands);
      if (random.nextDouble() >= loss) {
        hear(bytes);
      }
      if (feedback && tick % FEEDBACK_EVERY == 0 && random.nextDouble() >= loss) {
        assertEquals(receiver.highest(), journalEar.highest());
        underWay.add(new int[] {tick + FEEDBACK_LATE, receiver.highest()});
      }
      while (!underWay.isEmpty() && underWay.element()[0] <= tick) {
        stream.history().confirmed(underWay.remove()[1]);
      }
    }
    while (random.nextDouble() < loss) {
      bytes(stream); // guards are lost, too
    }
    hear(bytes(stream));
  }

  private void hear(byte[] packet) throws MalformedRtpMidi {
    receiver.receive(RtpMidiPacket.decode(Unpooled.wrappedBuffer(packet)));
    journalEar.hear(packet);
  }

  private static int any(Random random) {
    int channel = random.nextInt(16);
    int value = random.nextInt(128);
    int note = 40 + random.nextInt(40);
    return switch (random.nextInt(20)) {
      case 0 -> Midi.program(channel, value);
      case 1, 2 -> Midi.wheel(channel, random.nextInt(1 << 14));
      case 3, 4, 5 -> Midi.control(channel, 16 + random.nextInt(3), value);
      case 6 ->
          random.nextInt(30) == 0
              ? Midi.control(channel, random.nextBoolean() ? 120 : 123, 0)
              : Midi.control(channel, 64, value);
      case 7, 8, 9, 10, 11, 12 -> Midi.noteOn(channel, note, value);
      default -> Midi.noteOff(channel, note);
    };
  }

  private static byte[] bytes(SendStream stream, int... commands) {
    long[] events = new long[commands.length];
    for (int i = 0; i < events.length; i++) {
      events[i] = Event.of(i, commands[i]);
    }
    ByteBuf packet = Unpooled.buffer();
    assertEquals(events.length, stream.write(packet, events, 0, events.length, 0));
    assertTrue(packet.readableBytes() <= SendStream.MAX_BYTES);
    return ByteBufUtil.getBytes(packet);
  }

  private static RtpMidiPacket packet(SendStream stream, int... commands) throws MalformedRtpMidi {
    return RtpMidiPacket.decode(Unpooled.wrappedBuffer(bytes(stream, commands)));
  }

  private static RtpMidiPacket decode(String literal) throws MalformedRtpMidi {
    return RtpMidiPacket.decode(Hex.of(literal));
  }

  private static final class Ear implements ReceiveStream.Output {
    final Sounding sounding = new Sounding();
    final List<Integer> repairs = new ArrayList<>();
    int lost;
    int late;

    @Override
    public void lost(int packets) {
      lost += packets;
    }

    @Override
    public void late() {
      late++;
    }

    @Override
    public void repaired(int time, int command) {
      repairs.add(command);
      sounding.hear(command);
    }

    @Override
    public void received(int time, int command) {
      sounding.hear(command);
    }

    @Override
    public void received(int time, SysEx part) {
      throw new AssertionError(part);
    }
  }
}
