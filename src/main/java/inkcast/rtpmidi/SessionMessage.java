package inkcast.rtpmidi;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * AppleMIDI's session protocol. Each message is FF FF, two letters, then numbers of 32 and 64 bits,
 * the highest byte first.
 */
sealed interface SessionMessage {
  /** Of FF FF, which no RTP packet begins with: that would be its version 3. */
  int SIGNATURE = 0xffff;

  /** The only version there is. */
  int VERSION = 2;

  /** Who sends it: SSRC. */
  int ssrc();

  /** Appends its bytes. */
  void write(ByteBuf into);

  /** What comes and goes: all of one form. */
  enum Kind {
    INVITATION("IN"),
    ACCEPTED("OK"),
    REJECTED("NO"),
    GOODBYE("BY");

    final int letters;

    Kind(String letters) {
      this.letters = letters.charAt(0) << 8 | letters.charAt(1);
    }
  }

  /**
   * IN, OK, NO, BY.
   *
   * @param token of the initiator's choice, given back by whoever answers
   * @param name for people; empty if it is absent
   */
  record Handshake(Kind kind, int token, int ssrc, String name) implements SessionMessage {
    @Override
    public void write(ByteBuf into) {
      into.writeShort(SIGNATURE).writeShort(kind.letters);
      into.writeInt(VERSION).writeInt(token).writeInt(ssrc);
      if (!name.isEmpty()) {
        into.writeCharSequence(name, StandardCharsets.UTF_8);
        into.writeByte(0);
      }
    }
  }

  /**
   * CK: who initiates sends count 0 and time 1, the other count 1 and time 2, the first count 2 and
   * time 3.
   *
   * @param time1 as the others in 100 us
   */
  record Clock(int ssrc, int count, long time1, long time2, long time3) implements SessionMessage {
    static final int LETTERS = 'C' << 8 | 'K';

    @Override
    public void write(ByteBuf into) {
      into.writeShort(SIGNATURE).writeShort(LETTERS).writeInt(ssrc);
      into.writeByte(count).writeZero(3);
      into.writeLong(time1).writeLong(time2).writeLong(time3);
    }
  }

  /**
   * RS, receiver feedback: the highest sequence number that has been received, of 16 bits. Most
   * have it in the upper half of 32 bits, and in the lower one nothing, or nothing of meaning; some
   * in the lower half.
   */
  record Feedback(int ssrc, int upper, int lower) implements SessionMessage {
    static final int LETTERS = 'R' << 8 | 'S';

    Feedback(int ssrc, int sequence) {
      this(ssrc, sequence, 0);
    }

    @Override
    public void write(ByteBuf into) {
      into.writeShort(SIGNATURE).writeShort(LETTERS).writeInt(ssrc);
      into.writeShort(upper).writeShort(lower);
    }
  }

  /**
   * RL, which some hosts send to limit how much they are sent.
   *
   * @param bitsPerSecond as a number without sign
   */
  record BitrateLimit(int ssrc, int bitsPerSecond) implements SessionMessage {
    static final int LETTERS = 'R' << 8 | 'L';

    @Override
    public void write(ByteBuf into) {
      into.writeShort(SIGNATURE).writeShort(LETTERS).writeInt(ssrc).writeInt(bitsPerSecond);
    }
  }
}
