package inkcast.rtpmidi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recovery journal that was received (RFC 6295, 4): what the packets since the checkpoint,
 * without its own, have left behind. Of the chapters only P, C, W and N are kept.
 *
 * @param checkpoint the first packet it covers, 16 bits
 */
record Journal(int checkpoint, List<Channel> channels) {
  /** In the first byte: does not concern the packet just before. */
  static final int SINGLE = 0x80;

  /** In the first byte: a system journal follows. */
  static final int SYSTEM = 0x40;

  /** In the first byte: channel journals follow, one more than its lower 4 bits say. */
  static final int CHANNELS = 0x20;

  /** Of a journal's and of a channel journal's header. */
  static final int HEADER_BYTES = 3;

  // Which chapters a channel journal has.
  static final int CHAPTER_P = 0x80;
  static final int CHAPTER_C = 0x40;
  static final int CHAPTER_M = 0x20;
  static final int CHAPTER_W = 0x10;
  static final int CHAPTER_N = 0x08;
  static final int CHAPTER_E = 0x04;
  static final int CHAPTER_T = 0x02;
  static final int CHAPTER_A = 0x01;

  /** Whether it says that a note sounds. */
  boolean sounds(int channel, int note) {
    return channels.stream()
        .filter(c -> c.channel() == channel)
        .anyMatch(c -> c.notes().stream().anyMatch(n -> n.note() == note));
  }

  /**
   * What concerns one channel.
   *
   * @param channel from 0
   * @param wheel -1: nothing
   * @param released notes whose last command was a note-off
   */
  record Channel(
      int channel,
      @Nullable Program program,
      List<Controller> controllers,
      int wheel,
      List<Note> notes,
      List<Integer> released) {}

  /**
   * Chapter P.
   *
   * @param bank the most significant byte in bits 7 to 13; -1: none was chosen
   */
  record Program(int program, int bank) {}

  /** A controller in chapter C. */
  record Controller(int number, Tool tool, int value) {}

  /** What a controller's log tells (RFC 6295, A.3.2). */
  enum Tool {
    /** The last value. */
    VALUE,
    /** How often it went from off to on or back since the session began, modulo 64. */
    TOGGLES,
    /** How often it was sent since the session began, modulo 64. */
    COUNT
  }

  /**
   * A note in chapter N whose last command was a note-on.
   *
   * @param play the sender thinks that it is worth being heard late
   */
  record Note(int note, int velocity, boolean play) {}
}
