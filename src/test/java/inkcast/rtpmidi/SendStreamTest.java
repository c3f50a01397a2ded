package inkcast.rtpmidi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SendStreamTest {
  private static final int SSRC = 0x0a0b0c0d;

  // The sequence number stands between these.
  private static final String BEFORE = "80 61 ";
  private static final String AFTER = " 00 00 01 00 0a 0b 0c 0d ";

  private final SendStream stream = new SendStream(SSRC, 0xfffe);

  @Test
  void shouldWriteAShortListWithoutMarker() {
    // J and 3 bytes; the journal is empty: S, and the packet itself as checkpoint.
    assertEquals(BEFORE + "ff fe" + AFTER + "43 90 3c 40 80 ff fe", send(Midi.noteOn(0, 60, 64)));
  }

  @Test
  void shouldWriteALongListWithDeltaTimes() {
    // B, J and 17 bytes. The second comes 0x81 later, the third at the same time, the fourth 1
    // later.
    long[] events = {
      Event.of(0x100, Midi.noteOn(0, 60, 64)),
      Event.of(0x181, Midi.control(1, 16, 127)),
      Event.of(0x181, Midi.program(2, 5)),
      Event.of(0x182, Midi.wheel(15, Midi.WHEEL_CENTRE)),
      Event.of(0x182, Midi.of(0xfe, 0, 0))
    };
    assertEquals(
        BEFORE
            + "ff fe"
            + AFTER
            + "c0 11 90 3c 40 81 01 b1 10 7f 00 c2 05 01 ef 00 40 00 fe 80 ff fe",
        write(events));
  }

  @Test
  void shouldTellOfANoteOnInTheNextPacket() {
    send(Midi.noteOn(1, 60, 64));
    // J, no command. A, one channel, checkpoint ff fe. Channel 1 << 3, 7 bytes, chapter N: one log,
    // no bits; nothing is marked with S, as it came in the packet just before. Y: play it.
    assertEquals(BEFORE + "ff ff" + AFTER + "40 20 ff fe 08 07 08 81 f0 3c c0", write(new long[0]));
  }

  @Test
  void shouldMarkWhatCameBeforeThePacketJustBefore() {
    send(Midi.noteOn(1, 60, 64));
    send(Midi.control(1, 16, 100));
    // The controller is new, the note is not: S in its log, B in the chapter.
    assertEquals(
        BEFORE + "00 00" + AFTER + "40 20 ff fe 08 0a 48 00 10 64 81 f0 bc c0", write(new long[0]));
    // Now all of it is old: S everywhere, also in both headers.
    assertEquals(
        BEFORE + "00 01" + AFTER + "40 a0 ff fe 88 0a 48 80 90 64 81 f0 bc c0", write(new long[0]));
  }

  @Test
  void shouldTellOfNoteOffsByBits() {
    send(Midi.noteOn(0, 9, 1), Midi.noteOff(0, 9), Midi.noteOff(0, 127), Midi.noteOn(0, 24, 0));
    // No log; bytes 1 to 15, for the notes 8 to 127: 9, 24 and 127 are off. 3 + 2 + 15 bytes.
    assertEquals(
        BEFORE + "ff ff" + AFTER + "40 20 ff fe 00 14 08 00 1f 40 00 80" + " 00".repeat(11) + " 01",
        write(new long[0]));
  }

  @Test
  void shouldHaveAsManyBytesOfBitsAsLogs() {
    send(Midi.noteOn(0, 1, 1), Midi.noteOn(0, 2, 1), Midi.noteOn(0, 3, 1), Midi.noteOff(0, 119));
    // 3 logs; one bit in byte 14, which makes 13 to 15 the least that is wide enough.
    assertEquals(
        BEFORE + "ff ff" + AFTER + "40 20 ff fe 00 0e 08 03 df 01 81 02 81 03 81 00 01 00",
        write(new long[0]));
  }

  @Test
  void shouldTellOfProgramControllersAndWheel() {
    send(
        Midi.control(0, 0, 2),
        Midi.control(0, 32, 3),
        Midi.program(0, 5),
        Midi.wheel(0, 0x1fff),
        Midi.control(0, 123, 0));
    // P 05 with B, bank 2 and 3; C with two values, and how often all notes were ended: A, T and 1;
    // W, the lower 7 bits first. 3 + 3 + 7 + 2 bytes.
    assertEquals(
        BEFORE + "ff ff" + AFTER + "40 20 ff fe 00 0f d0 05 82 03 02 00 02 20 03 7b c1 7f 3f",
        write(new long[0]));
  }

  @Test
  void shouldNotTellOfAParametersParts() {
    send(Midi.control(0, 101, 0), Midi.control(0, 100, 6), Midi.control(0, 6, 15));
    assertEquals(BEFORE + "ff ff" + AFTER + "40 80 ff fe", write(new long[0]));
  }

  @Test
  void shouldLeaveOutNotesOfLongAgoBeforeAnythingElse() throws MalformedRtpMidi {
    send(Midi.noteOn(0, 1, 1), Midi.control(0, 16, 5), Midi.noteOff(0, 2));
    for (int i = 0; i < 50; i++) {
      int channel = i % 15 + 1;
      write(
          IntStream.range(0, 64)
              .mapToLong(note -> Event.of(0x100, Midi.noteOn(channel, note, 1)))
              .toArray());
    }
    ByteBuf packet = Unpooled.buffer();
    stream.write(packet, new long[0], 0, 0, 0);
    Journal journal = RtpMidiPacket.decode(packet).journal();
    assertEquals(0xfffe, journal.checkpoint());
    assertFalse(journal.sounds(0, 1));
    assertEquals(5, journal.channels().getFirst().controllers().getFirst().value());
    assertEquals(List.of(2), journal.channels().getFirst().released());
    assertTrue(journal.sounds(49 % 15 + 1, 63));
  }

  @Test
  void shouldForgetWhatThePeerHas() {
    send(Midi.noteOn(0, 60, 64));
    send(Midi.noteOn(0, 62, 64));
    stream.history().confirmed(0xfffe);
    assertEquals(BEFORE + "00 00" + AFTER + "40 20 ff ff 00 07 08 81 f0 3e c0", write(new long[0]));
    stream.history().confirmed(0x0000);
    assertEquals(BEFORE + "00 01" + AFTER + "40 80 00 01", write(new long[0]));
    assertTrue(stream.history().channel(0).sounds(60));
  }

  @Test
  void shouldNotBelieveInPacketsThatWereNotSent() {
    send(Midi.noteOn(0, 60, 64));
    String journal = "40 20 ff fe 00 07 08 81 f0 3c c0";
    stream.history().confirmed(0xffff);
    stream.history().confirmed(0xfffd);
    stream.history().confirmed(0x1234);
    assertEquals(BEFORE + "ff ff" + AFTER + journal, write(new long[0]));
  }

  @Test
  void shouldTellOf128NotesAtOnce() throws MalformedRtpMidi {
    write(LongStream.range(0, 128).map(i -> Event.of(0x100, Midi.noteOn(3, (int) i, 1))).toArray());
    ByteBuf next = Unpooled.buffer();
    stream.write(next, new long[0], 0, 0, 0);
    assertEquals(128, RtpMidiPacket.decode(next).journal().channels().getFirst().notes().size());
  }

  @Test
  void shouldPackWhatFits() throws MalformedRtpMidi {
    // Three bytes each, and one of time from the second on: 364 fill the 1455 bytes of a packet.
    long[] events = new long[1000];
    for (int i = 0; i < events.length; i++) {
      events[i] = Event.of(7, Midi.noteOn(i % 16, i / 16, 1));
    }
    int sent = 0;
    int packets = 0;
    while (sent < events.length) {
      ByteBuf packet = Unpooled.buffer();
      int to = stream.write(packet, events, sent, events.length, 0);
      assertTrue(packet.readableBytes() <= SendStream.MAX_BYTES);
      assertEquals(to - sent, RtpMidiPacket.decode(packet).commands().size());
      assertEquals(7, RtpMidiPacket.decode(packet).timestamp());
      if (packets == 0) {
        assertEquals(364, to);
      }
      sent = to;
      packets++;
    }
    assertTrue(packets <= 8, () -> "journals leave room for commands");
  }

  @Test
  void shouldKeepJournalsSmallWhenNobodyConfirms() {
    ByteBuf packet = Unpooled.buffer();
    for (int i = 0; i < 5000; i++) {
      int note = i % 128;
      long[] events =
          IntStream.range(0, 16)
              .mapToLong(channel -> Event.of(0, Midi.noteOn(channel, note, 1)))
              .toArray();
      packet.clear();
      assertEquals(events.length, stream.write(packet, events, 0, events.length, 0));
      assertTrue(
          packet.readableBytes() <= 12 + 2 + events.length * 4 + History.MAX_BYTES,
          () -> "bytes: " + packet.readableBytes());
    }
  }

  private String send(int... commands) {
    return write(IntStream.of(commands).mapToLong(command -> Event.of(0x100, command)).toArray());
  }

  private String write(long[] events) {
    ByteBuf packet = Unpooled.buffer();
    assertEquals(events.length, stream.write(packet, events, 0, events.length, 0x100));
    return Hex.of(packet);
  }
}
