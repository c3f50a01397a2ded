package inkcast.rtpmidi;

import inkcast.rtpmidi.MalformedRtpMidi.Reason;
import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A packet that was received (RFC 6295, 2): an RTP header, MIDI commands, a recovery journal.
 *
 * @param sequence 16 bits, one more in each packet
 * @param timestamp in 100 us of the sender's clock, 32 bits
 * @param ssrc who sends it
 * @param journal null if it has none, or one that cannot be read
 * @param damage why the journal cannot be read; the commands are good all the same
 */
record RtpMidiPacket(
    int sequence,
    int timestamp,
    int ssrc,
    List<Command> commands,
    @Nullable Journal journal,
    @Nullable MalformedRtpMidi damage) {
  /** Of an RTP header without anything optional. */
  static final int HEADER_BYTES = 12;

  static final int PAYLOAD_TYPE = 0x61;
  static final int VERSION = 2;

  /** In a command section's first byte: its length has 12 bits rather than 4. */
  static final int LONG = 0x80;

  /** In a command section's first byte: a journal follows it. */
  static final int HAS_JOURNAL = 0x40;

  /** In a command section's first byte: the first command has a delta time. */
  static final int FIRST_HAS_TIME = 0x20;

  /**
   * Reads a packet whole, or not at all, but for its journal: some peers count that in their own
   * ways, and their notes shall be heard.
   *
   * @param datagram from reader to writer index, which stay
   * @throws MalformedRtpMidi for whatever is not RTP-MIDI; nothing else is thrown
   */
  static RtpMidiPacket decode(ByteBuf datagram) throws MalformedRtpMidi {
    ByteBuf bytes = datagram.slice();
    if (bytes.readableBytes() <= HEADER_BYTES) {
      throw new MalformedRtpMidi(
          Reason.SIZE,
          "expected an RTP header and a payload, found %d bytes".formatted(bytes.readableBytes()));
    }
    int first = bytes.readUnsignedByte();
    if (first >> 6 != VERSION) {
      throw new MalformedRtpMidi(
          Reason.VERSION, "expected RTP version 2, found %d".formatted(first >> 6));
    }
    int type = bytes.readUnsignedByte() & 0x7f; // whatever the marker bit is
    if (type != PAYLOAD_TYPE) {
      throw new MalformedRtpMidi(
          Reason.PAYLOAD_TYPE, "expected payload type 97, found %d".formatted(type));
    }
    int sequence = bytes.readUnsignedShort();
    int timestamp = bytes.readInt();
    int ssrc = bytes.readInt();
    skipOptions(first, bytes);
    int flags = octet(bytes);
    int length = flags & 0x0f;
    if ((flags & LONG) != 0) {
      length = length << 8 | octet(bytes);
    }
    if (length > bytes.readableBytes()) {
      throw new MalformedRtpMidi(
          Reason.SIZE,
          "expected %d bytes of commands, found %d".formatted(length, bytes.readableBytes()));
    }
    List<Command> commands =
        CommandReader.read(bytes.readSlice(length), (flags & FIRST_HAS_TIME) != 0);
    Journal journal = null;
    MalformedRtpMidi damage = null;
    if ((flags & HAS_JOURNAL) != 0) {
      try {
        journal = JournalReader.read(bytes);
      } catch (MalformedRtpMidi e) {
        damage = e;
      }
    }
    return new RtpMidiPacket(sequence, timestamp, ssrc, commands, journal, damage);
  }

  /** Contributing sources, a header extension and padding (RFC 3550, 5.1). */
  private static void skipOptions(int first, ByteBuf bytes) throws MalformedRtpMidi {
    skip(bytes, (first & 0x0f) * 4);
    if ((first & 0x10) != 0) {
      skip(bytes, 2); // what kind of extension
      int words = octet(bytes) << 8;
      skip(bytes, (words | octet(bytes)) * 4);
    }
    if ((first & 0x20) != 0) {
      int padding = bytes.isReadable() ? bytes.getUnsignedByte(bytes.writerIndex() - 1) : 0;
      if (padding == 0 || padding > bytes.readableBytes()) {
        throw new MalformedRtpMidi(
            Reason.SIZE, "expected less padding than payload, found %d".formatted(padding));
      }
      bytes.writerIndex(bytes.writerIndex() - padding);
    }
  }

  private static void skip(ByteBuf bytes, int size) throws MalformedRtpMidi {
    if (size > bytes.readableBytes()) {
      throw new MalformedRtpMidi(Reason.SIZE, "expected the rest of an RTP header");
    }
    bytes.skipBytes(size);
  }

  private static int octet(ByteBuf bytes) throws MalformedRtpMidi {
    if (!bytes.isReadable()) {
      throw new MalformedRtpMidi(Reason.SIZE, "expected the length of the commands");
    }
    return bytes.readUnsignedByte();
  }
}
