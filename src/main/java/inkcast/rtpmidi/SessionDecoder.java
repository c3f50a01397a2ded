package inkcast.rtpmidi;

import inkcast.rtpmidi.MalformedRtpMidi.Reason;
import inkcast.rtpmidi.SessionMessage.BitrateLimit;
import inkcast.rtpmidi.SessionMessage.Clock;
import inkcast.rtpmidi.SessionMessage.Feedback;
import inkcast.rtpmidi.SessionMessage.Handshake;
import inkcast.rtpmidi.SessionMessage.Kind;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Bytes to session messages. Stateless. */
final class SessionDecoder {
  /** Of a name in bytes at most; what is longer is cut. */
  static final int MAX_NAME = 255;

  private static final int HEAD_BYTES = 4;

  private SessionDecoder() {}

  /** Whether it is meant to be one; RTP is sent to the same port. */
  static boolean isSession(ByteBuf datagram) {
    return datagram.readableBytes() >= 2
        && datagram.getUnsignedShort(datagram.readerIndex()) == SessionMessage.SIGNATURE;
  }

  /**
   * Reads a message. Bytes behind it are no fault.
   *
   * @param datagram from reader to writer index, which stay
   * @throws MalformedRtpMidi for whatever is not a known message of version 2
   */
  static SessionMessage decode(ByteBuf datagram) throws MalformedRtpMidi {
    ByteBuf bytes = datagram.slice();
    expect(bytes, HEAD_BYTES, "FF FF and a command");
    if (bytes.readUnsignedShort() != SessionMessage.SIGNATURE) {
      throw new MalformedRtpMidi(Reason.SESSION_COMMAND, "expected FF FF");
    }
    int letters = bytes.readUnsignedShort();
    return switch (letters) {
      case Clock.LETTERS -> clock(bytes);
      case Feedback.LETTERS -> feedback(bytes);
      case BitrateLimit.LETTERS -> bitrateLimit(bytes);
      default -> handshake(letters, bytes);
    };
  }

  private static Handshake handshake(int letters, ByteBuf bytes) throws MalformedRtpMidi {
    for (Kind kind : Kind.values()) {
      if (kind.letters == letters) {
        expect(bytes, 12, "version, token and SSRC");
        int version = bytes.readInt();
        if (version != SessionMessage.VERSION) {
          throw new MalformedRtpMidi(
              Reason.VERSION, "expected version 2, found " + Integer.toUnsignedString(version));
        }
        return new Handshake(kind, bytes.readInt(), bytes.readInt(), name(bytes));
      }
    }
    throw new MalformedRtpMidi(
        Reason.SESSION_COMMAND,
        "expected IN, OK, NO, BY, CK, RS or RL, found %04x".formatted(letters));
  }

  /** Up to a NUL or the end, without what would write to a terminal. */
  private static String name(ByteBuf bytes) {
    int end = bytes.bytesBefore((byte) 0);
    int size = Math.min(end < 0 ? bytes.readableBytes() : end, MAX_NAME);
    String name = bytes.toString(bytes.readerIndex(), size, StandardCharsets.UTF_8);
    return name.codePoints()
        .filter(c -> !Character.isISOControl(c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static Clock clock(ByteBuf bytes) throws MalformedRtpMidi {
    expect(bytes, 32, "SSRC, count and three times");
    int ssrc = bytes.readInt();
    int count = bytes.readUnsignedByte();
    bytes.skipBytes(3);
    if (count > 2) {
      throw new MalformedRtpMidi(Reason.COUNT, "expected count 0, 1 or 2, found " + count);
    }
    return new Clock(ssrc, count, bytes.readLong(), bytes.readLong(), bytes.readLong());
  }

  private static Feedback feedback(ByteBuf bytes) throws MalformedRtpMidi {
    expect(bytes, 6, "SSRC and a sequence number");
    int ssrc = bytes.readInt();
    int upper = bytes.readUnsignedShort();
    int lower = bytes.readableBytes() >= 2 ? bytes.readUnsignedShort() : 0;
    return new Feedback(ssrc, upper, lower);
  }

  private static BitrateLimit bitrateLimit(ByteBuf bytes) throws MalformedRtpMidi {
    expect(bytes, 8, "SSRC and a limit");
    return new BitrateLimit(bytes.readInt(), bytes.readInt());
  }

  private static void expect(ByteBuf bytes, int size, String what) throws MalformedRtpMidi {
    if (bytes.readableBytes() < size) {
      throw new MalformedRtpMidi(
          Reason.SIZE,
          "expected %s of %d bytes, found %d".formatted(what, size, bytes.readableBytes()));
    }
  }
}
