package inkcast.rtpmidi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Bytes as session messages. Seeds: this test's resources; how to fuzz: CONTRIBUTING.md. */
class SessionFuzzTest {
  @FuzzTest(maxDuration = "")
  void shouldReadOrRefuseWhateverComes(byte[] datagram) throws MalformedRtpMidi {
    SessionMessage message;
    try {
      message = SessionDecoder.decode(Unpooled.wrappedBuffer(datagram));
    } catch (MalformedRtpMidi e) {
      assertTrue(e.getMessage().startsWith("expected "), e.getMessage());
      return;
    }
    assertTrue(SessionDecoder.isSession(Unpooled.wrappedBuffer(datagram)));
    assertTrue(message.toString().chars().noneMatch(Character::isISOControl));
    ByteBuf written = Unpooled.buffer();
    message.write(written);
    SessionMessage again = SessionDecoder.decode(written);
    boolean cut = again instanceof SessionMessage.Handshake(_, _, _, String name) && isLong(name);
    if (!cut) { // what no UTF-8 was has become three bytes each
      assertEquals(message, again);
    }
  }

  private static boolean isLong(String name) {
    return name.length() >= SessionDecoder.MAX_NAME / 3;
  }
}
