package inkcast.rtpmidi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import inkcast.rtpmidi.Command.End;
import inkcast.rtpmidi.Command.ShortMessage;
import inkcast.rtpmidi.Command.SysEx;
import inkcast.rtpmidi.MalformedRtpMidi.Reason;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtpMidiPacketTest {
  // Version 2, payload type 97, sequence 0x8c24, timestamp, SSRC.
  private static final String HEADER = "80 61 8c 24 00 58 bb 40 ac 67 e1 08 ";

  @Test
  void shouldReadTheHeader() throws MalformedRtpMidi {
    RtpMidiPacket packet = decode(HEADER + "03 90 48 6f");
    assertEquals(0x8c24, packet.sequence());
    assertEquals(0x0058bb40, packet.timestamp());
    assertEquals(0xac67e108, packet.ssrc());
    assertNull(packet.journal());
    assertEquals(List.of(command(0, 0x90486f)), packet.commands());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "80 e1 00 00 00 00 00 00 00 00 00 00                                     | 02 c0 07",
        "82 61 00 00 00 00 00 00 00 00 00 00  11 11 11 11 22 22 22 22            | 02 c0 07",
        "90 61 00 00 00 00 00 00 00 00 00 00  be de 00 01 33 33 33 33            | 02 c0 07",
        "a0 61 00 00 00 00 00 00 00 00 00 00                                     | 02 c0 07 00 02",
      })
  void shouldTakeMarkerSourcesExtensionAndPadding(String header, String payload)
      throws MalformedRtpMidi {
    assertEquals(List.of(command(0, 0xc00700)), decode(header + payload).commands());
  }

  @Test
  void shouldReadSeveralCommandsWithTheirTimes() throws MalformedRtpMidi {
    // B: 12 bits of length, 0x014; J, Z and P: 0. Delta times of 1 to 4 bytes, big end first.
    assertEquals(
        List.of(
            command(0, 0x903c40),
            command(0, 0xb01401),
            command(0x7f, 0xc00500),
            command(0x80, 0xd00600),
            command(0x4000, 0xe00040)),
        commands("80 14 90 3c 40  00 b0 14 01  7f c0 05  81 00 d0 06  81 80 00 e0 00 40"));
  }

  @Test
  void shouldReadADeltaTimeOfFourBytes() throws MalformedRtpMidi {
    // Z: the first command has a time, too; all its 28 bits are 1.
    assertEquals(List.of(command(0x0fffffff, 0xf60000)), commands("25 ff ff ff 7f f6"));
  }

  @Test
  void shouldPassOverATimeWithoutACommand() throws MalformedRtpMidi {
    assertEquals(List.of(command(0, 0xc00500)), commands("03 c0 05 10"));
    assertEquals(List.of(), commands("00"));
    assertEquals(List.of(), commands("21 10"));
  }

  @Test
  void shouldReadRunningStatusThatRealTimeDoesNotEnd() throws MalformedRtpMidi {
    assertEquals(
        List.of(
            command(0, 0x913c40), command(0, 0x913e40), command(0, 0xf80000), command(0, 0x914000)),
        commands("0b 91 3c 40  00 3e 40  00 f8  00 40 00"));
  }

  @Test
  void shouldReadPhantomStatus() throws MalformedRtpMidi {
    // P: the status was not in the source, but stands here.
    assertEquals(List.of(command(0, 0x913c40)), commands("13 91 3c 40"));
  }

  @Test
  void shouldReadSystemCommands() throws MalformedRtpMidi {
    assertEquals(
        List.of(
            command(0, 0xf13100),
            command(0, 0xf20102),
            command(0, 0xf30400),
            command(0, 0xf60000),
            command(0, 0xfe0000),
            command(0, 0xff0000)),
        commands("0f f1 31  00 f2 01 02  00 f3 04  00 f6  00 fe  00 ff"));
  }

  @Test
  void shouldReadSysExWholeAndInParts() throws MalformedRtpMidi {
    assertEquals(
        List.of(
            new SysEx(0, true, End.COMPLETE, data("7e7f0601")),
            new SysEx(0, true, End.MORE, data("01")),
            new SysEx(1, false, End.MORE, data("02")),
            new SysEx(0, false, End.COMPLETE, data("03")),
            new SysEx(0, false, End.CANCELLED, data("")),
            new SysEx(0, true, End.COMPLETE, data("04"))),
        commands(
            "80 19 f0 7e 7f 06 01 f7  00 f0 01 f0  01 f7 02 f0  00 f7 03 f7  00 f7 f4"
                + " 00 f0 04 f5"));
  }

  @Test
  void shouldReadRealTimeWithinSysEx() throws MalformedRtpMidi {
    assertEquals(
        List.of(command(5, 0xf80000), new SysEx(0, true, End.COMPLETE, data("0102"))),
        commands("26 05 f0 01 f8 02 f7"));
  }

  @Test
  void shouldEndRunningStatusWithSysEx() {
    // A data byte behind it has no status any more.
    assertReason(Reason.COMMAND, HEADER + "09 90 3c 40  00 f0 f7  00 3c 40");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                             | SIZE",
        "80 61 00 00 00 00 00 00 00 00 00 00            | SIZE", // no command section
        "40 61 00 00 00 00 00 00 00 00 00 00 00         | VERSION",
        "80 60 00 00 00 00 00 00 00 00 00 00 00         | PAYLOAD_TYPE",
        "8f 61 00 00 00 00 00 00 00 00 00 00 00         | SIZE", // 15 sources
        "90 61 00 00 00 00 00 00 00 00 00 00 be de ff ff| SIZE", // an extension past the end
        "a0 61 00 00 00 00 00 00 00 00 00 00 00         | SIZE", // padding of 0 bytes
        "a0 61 00 00 00 00 00 00 00 00 00 00 02         | SIZE", // of more than there is
        "80 61 00 00 00 00 00 00 00 00 00 00 80         | SIZE", // half a length
        "80 61 00 00 00 00 00 00 00 00 00 00 04 90 3c 40| SIZE", // one byte short
        "80 61 00 00 00 00 00 00 00 00 00 00 02 90 3c   | COMMAND",
        "80 61 00 00 00 00 00 00 00 00 00 00 03 90 3c 80| COMMAND",
        "80 61 00 00 00 00 00 00 00 00 00 00 02 3c 40   | COMMAND", // no status yet
        "80 61 00 00 00 00 00 00 00 00 00 00 22 ff ff   | COMMAND", // half a time
        "80 61 00 00 00 00 00 00 00 00 00 00 02 f0 01   | COMMAND", // no end
        "80 61 00 00 00 00 00 00 00 00 00 00 03 f0 01 90| COMMAND",
      })
  void shouldRefuseWithAReason(String literal, Reason reason) {
    assertReason(reason, literal);
  }

  @Test
  void shouldReadTheCommandsBesideADamagedJournal() throws MalformedRtpMidi {
    RtpMidiPacket packet = decode(HEADER + "43 90 48 6f 20 00");
    assertEquals(List.of(command(0, 0x90486f)), packet.commands());
    assertNull(packet.journal());
    assertEquals(Reason.JOURNAL, packet.damage().reason());
  }

  private static void assertReason(Reason reason, String literal) {
    assertEquals(reason, assertThrows(MalformedRtpMidi.class, () -> decode(literal)).reason());
  }

  private static List<Command> commands(String section) throws MalformedRtpMidi {
    return decode(HEADER + section).commands();
  }

  private static RtpMidiPacket decode(String literal) throws MalformedRtpMidi {
    return RtpMidiPacket.decode(Hex.of(literal));
  }

  private static Command command(int deltaTime, int message) {
    return new ShortMessage(deltaTime, message);
  }

  private static ByteBuffer data(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
  }
}
