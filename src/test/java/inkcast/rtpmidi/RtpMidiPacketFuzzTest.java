package inkcast.rtpmidi;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import inkcast.rtpmidi.Command.SysEx;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Bytes as packets, one after the other as they would come from a peer: each begins with two bytes
 * of length. Seeds: this test's resources; how to fuzz: CONTRIBUTING.md.
 */
class RtpMidiPacketFuzzTest {
  private static final int MOST_COMMANDS = 1 << 12; // a list has fewer bytes

  @FuzzTest(maxDuration = "")
  void shouldReadOrRefuseWhateverComes(byte[] packets) {
    ByteBuf stream = Unpooled.wrappedBuffer(packets);
    Ear ear = new Ear();
    ReceiveStream receiver = new ReceiveStream(ear);
    while (stream.readableBytes() >= 2) {
      int size = Math.min(stream.readUnsignedShort(), stream.readableBytes());
      ByteBuf datagram = stream.readSlice(size);
      try {
        RtpMidiPacket packet = RtpMidiPacket.decode(datagram);
        assertTrue(packet.commands().size() < MOST_COMMANDS);
        assertTrue(packet.damage() == null || packet.journal() == null);
        receiver.receive(packet);
      } catch (MalformedRtpMidi e) {
        assertTrue(e.getMessage().startsWith("expected "), e.getMessage());
      }
    }
    receiver.silence(0);
    assertTrue(ear.sounding.isEmpty(), ear.sounding::toString);
  }

  /** Whatever comes, it can be silenced. */
  private static final class Ear implements ReceiveStream.Output {
    final Sounding sounding = new Sounding();

    @Override
    public void lost(int packets) {
      assertTrue(packets > 0);
    }

    @Override
    public void late() {}

    @Override
    public void repaired(int time, int command) {
      sounding.hear(command);
    }

    @Override
    public void received(int time, int command) {
      sounding.hear(command);
    }

    @Override
    public void received(int time, SysEx part) {
      assertTrue(part.data().isReadOnly());
    }
  }
}
