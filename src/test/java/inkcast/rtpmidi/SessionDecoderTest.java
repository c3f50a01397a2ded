package inkcast.rtpmidi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.rtpmidi.MalformedRtpMidi.Reason;
import inkcast.rtpmidi.SessionMessage.BitrateLimit;
import inkcast.rtpmidi.SessionMessage.Clock;
import inkcast.rtpmidi.SessionMessage.Feedback;
import inkcast.rtpmidi.SessionMessage.Handshake;
import inkcast.rtpmidi.SessionMessage.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SessionDecoderTest {
  private static final int TOKEN = 0x01020304;
  private static final int SSRC = 0xf5060708;

  // Signature, command, version 2, token, SSRC.
  private static final String HEAD = " 00 00 00 02 01 02 03 04 f5 06 07 08";

  static Stream<Arguments> messages() {
    return Stream.of(
        Arguments.of(
            "ff ff 49 4e" + HEAD + " 49 6e 6b 00", // I N, then "Ink" and its NUL
            new Handshake(Kind.INVITATION, TOKEN, SSRC, "Ink")),
        Arguments.of(
            "ff ff 4f 4b" + HEAD + " c3 bc 00", // O K, one letter of two bytes
            new Handshake(Kind.ACCEPTED, TOKEN, SSRC, "ü")),
        Arguments.of("ff ff 4e 4f" + HEAD, new Handshake(Kind.REJECTED, TOKEN, SSRC, "")),
        Arguments.of("ff ff 42 59" + HEAD, new Handshake(Kind.GOODBYE, TOKEN, SSRC, "")),
        Arguments.of(
            "ff ff 43 4b f5 06 07 08 01 00 00 00" // C K, SSRC, count 1, three bytes of padding
                + " 00 00 00 01 00 00 00 02"
                + " ff ff ff ff ff ff ff ff"
                + " 00 00 00 00 00 00 00 03",
            new Clock(SSRC, 1, 0x1_0000_0002L, -1, 3)),
        Arguments.of("ff ff 52 53 f5 06 07 08 8c 24 00 00", new Feedback(SSRC, 0x8c24)),
        Arguments.of("ff ff 52 4c f5 06 07 08 00 00 ff ff", new BitrateLimit(SSRC, 65_535)));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void shouldReadAndWriteEachMessage(String literal, SessionMessage message)
      throws MalformedRtpMidi {
    assertEquals(message, SessionDecoder.decode(Hex.of(literal)));
    ByteBuf written = Unpooled.buffer();
    message.write(written);
    assertEquals(literal, Hex.of(written));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "8c 24       | 8c24 | 0", // 16 bits alone
        "8c 24 00 00 | 8c24 | 0", // 16 bits and padding
        "8c 24 90 7c | 8c24 | 907c", // Apple's
        "00 00 8c 24 | 0    | 8c24", // 32 bits
        "00 00 00 00 | 0    | 0"
      })
  void shouldReadFeedbackOf16And32Bits(String sequence, String upper, String lower)
      throws MalformedRtpMidi {
    assertEquals(
        new Feedback(SSRC, Integer.parseInt(upper, 16), Integer.parseInt(lower, 16)),
        SessionDecoder.decode(Hex.of("ff ff 52 53 f5 06 07 08" + sequence)));
  }

  @Test
  void shouldTakeANameWithoutItsNulAndWithoutWhatWritesToATerminal() throws MalformedRtpMidi {
    Handshake bye =
        (Handshake) SessionDecoder.decode(Hex.of("ff ff 42 59" + HEAD + " 41 1b 5b 0a 42"));
    assertEquals("A[B", bye.name());
  }

  @Test
  void shouldCutLongNames() throws MalformedRtpMidi {
    Handshake invitation =
        (Handshake) SessionDecoder.decode(Hex.of("ff ff 49 4e" + HEAD + "61".repeat(2000)));
    assertEquals(SessionDecoder.MAX_NAME, invitation.name().length());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                                  | SIZE",
        "ff ff 49                                            | SIZE",
        "ff ff 49 4e 00 00 00 02 01 02 03 04 f5 06 07        | SIZE", // no whole SSRC
        "ff ff 49 4e 00 00 00 03 01 02 03 04 f5 06 07 08     | VERSION",
        "ff ff 49 4e ff ff ff ff 01 02 03 04 f5 06 07 08     | VERSION",
        "ff ff 58 59 00 00 00 02 01 02 03 04 f5 06 07 08     | SESSION_COMMAND",
        "80 61 49 4e 00 00 00 02 01 02 03 04 f5 06 07 08     | SESSION_COMMAND",
        "ff ff 43 4b f5 06 07 08 00 00 00 00                 | SIZE", // no times
        "ff ff 52 53 f5 06 07 08 8c                          | SIZE",
        "ff ff 52 4c f5 06 07 08 8c                          | SIZE",
      })
  void shouldRefuseWithAReason(String literal, Reason reason) {
    assertEquals(
        reason,
        assertThrows(MalformedRtpMidi.class, () -> SessionDecoder.decode(Hex.of(literal)))
            .reason());
  }

  @Test
  void shouldRefuseAClockThatCountsOn() {
    String times = " 00".repeat(24);
    MalformedRtpMidi refused =
        assertThrows(
            MalformedRtpMidi.class,
            () -> SessionDecoder.decode(Hex.of("ff ff 43 4b f5 06 07 08 03 00 00 00" + times)));
    assertEquals(Reason.COUNT, refused.reason());
    assertEquals("expected count 0, 1 or 2, found 3", refused.getMessage());
  }

  @Test
  void shouldTellSessionMessagesFromRtp() {
    assertTrue(SessionDecoder.isSession(Hex.of("ff ff")));
    assertFalse(SessionDecoder.isSession(Hex.of("80 61 ff ff")));
    assertFalse(SessionDecoder.isSession(Hex.of("ff")));
  }

  @Test
  void shouldReadWhatItHasWritten() throws MalformedRtpMidi {
    Random random = new Random(6);
    for (int i = 0; i < 10_000; i++) {
      SessionMessage message = any(random);
      ByteBuf bytes = Unpooled.buffer();
      message.write(bytes);
      assertEquals(message, SessionDecoder.decode(bytes));
    }
  }

  private static SessionMessage any(Random random) {
    int ssrc = random.nextInt();
    return switch (random.nextInt(4)) {
      case 0 -> new Clock(ssrc, random.nextInt(3), random.nextLong(), random.nextLong(), 1);
      case 1 -> new Feedback(ssrc, random.nextInt(1 << 16), random.nextInt(1 << 16));
      case 2 -> new BitrateLimit(ssrc, random.nextInt());
      default ->
          new Handshake(
              Kind.values()[random.nextInt(4)],
              random.nextInt(),
              ssrc,
              "ä".repeat(random.nextInt(20)));
    };
  }
}
