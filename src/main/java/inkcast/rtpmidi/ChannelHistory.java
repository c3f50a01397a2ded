package inkcast.rtpmidi;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * What one channel was last sent of each kind, in which packet, and what sounds there; and the
 * channel's journal of it (RFC 6295, appendix A): chapters P, C, W and N. Nothing allocates.
 */
final class ChannelHistory {
  private static final long NEVER = -1;
  private static final int FIRST_MODE = 120; // channel mode is told by how often, not by value
  private static final int COUNT_TOOL = 0xc0;
  private static final int NO_BITS = 0xf0; // of chapter N's range: from 15 to 0
  private static final int NO_BITS_127 = 0xf1; // the same, beside 127 notes rather than 128

  private final int channel;
  private final long[] noteAt = never(); // packets, (notes,)
  private final byte[] velocities = new byte[Midi.VALUES]; // 0: released, (notes,)
  private final long[] controllerAt = never(); // packets, (controllers,)
  private final byte[] values = new byte[Midi.VALUES]; // of channel mode how often, (controllers,)
  private long wheelAt = NEVER;
  private int wheel;
  private long programAt = NEVER;
  private int program;
  private int bank; // the most significant byte's top bit is set once one was chosen
  private long latest = NEVER;

  // What the journal has, found by measure.
  private int size;
  private int controllers;
  private int notes;
  private int low; // bytes of chapter N's bits, from low to high
  private int high;

  ChannelHistory(int channel) {
    this.channel = channel;
  }

  private static long[] never() {
    long[] at = new long[Midi.VALUES];
    Arrays.fill(at, NEVER);
    return at;
  }

  /** The last packet in which it was sent something; below 0: none. */
  long latest() {
    return latest;
  }

  /** Whether a note sounds. */
  boolean sounds(int note) {
    return velocities[note] > 0;
  }

  /** Takes down what a packet tells the channel. */
  void sent(int command, long packet) {
    int first = Midi.first(command);
    int second = Midi.second(command);
    latest = packet;
    switch (Midi.kind(command)) {
      case Midi.NOTE_OFF -> note(first, 0, packet);
      case Midi.NOTE_ON -> note(first, second, packet);
      case Midi.CONTROL -> control(first, second, packet);
      case Midi.PROGRAM -> {
        program = first;
        bank = controllerAt[0] < 0 ? 0 : 0x8000 | values[0] << 8 | values[32];
        programAt = packet;
      }
      case Midi.WHEEL -> {
        wheel = Midi.position(command);
        wheelAt = packet;
      }
      default -> {} // pressure has chapters that are not written: what is lost stays lost
    }
  }

  private void note(int note, int velocity, long packet) {
    velocities[note] = (byte) velocity;
    noteAt[note] = packet;
  }

  private void control(int number, int value, long packet) {
    if (Midi.isParameter(number)) {
      return; // RFC 6295, A.3.4
    }
    controllerAt[number] = packet;
    values[number] = (byte) (number < FIRST_MODE ? value : values[number] + 1 & 0x3f);
    if (number == Midi.RESET_ALL_CONTROLLERS) {
      Resets.controllers(controller -> controllerAt[controller] = NEVER);
      wheelAt = NEVER;
    } else if (Resets.silences(number)) {
      for (int note = 0; note < Midi.VALUES; note++) {
        if (sounds(note)) { // kept as a note-off: not every reader knows what channel mode means
          note(note, 0, packet);
        }
      }
    }
  }

  /**
   * Bytes of a journal of the channel; 0: there is nothing to tell.
   *
   * @param since the first packet that it covers
   * @param logs the first packet whose note-ons it has
   */
  int measure(long since, long logs) {
    size = 0;
    if (latest < since) {
      return size;
    }
    controllers = 0;
    notes = 0;
    low = 16;
    high = -1;
    for (int i = 0; i < Midi.VALUES; i++) {
      if (controllerAt[i] >= since) {
        controllers++;
      }
      if (noteAt[i] >= logs && sounds(i)) {
        notes++;
      } else if (noteAt[i] >= since && !sounds(i)) {
        low = Math.min(low, i >> 3);
        high = i >> 3;
      }
    }
    widen();
    int bytes =
        (programAt >= since ? 3 : 0)
            + (controllers > 0 ? 1 + 2 * controllers : 0)
            + (wheelAt >= since ? 2 : 0)
            + (hasNotes() ? 2 + 2 * notes + bitBytes() : 0);
    size = bytes > 0 ? Journal.HEADER_BYTES + bytes : 0;
    return size;
  }

  /** What was measured last. */
  int size() {
    return size;
  }

  /** Bits of 0 say nothing; but Wireshark 4.0 wants as many bytes of them as there are logs. */
  private void widen() {
    while (high >= 0 && bitBytes() < Math.min(notes, Midi.VALUES / 8)) {
      if (high < Midi.VALUES / 8 - 1) {
        high++;
      } else {
        low--;
      }
    }
  }

  private boolean hasNotes() {
    return notes > 0 || high >= 0;
  }

  private int bitBytes() {
    return Math.max(0, high - low + 1);
  }

  /**
   * Appends the journal that {@link #measure} has just found.
   *
   * @param since as measured, as are the logs
   * @param previous the packet before the one that is written: what came in others is marked, as
   *     who has lost that one alone need not look at it
   */
  void write(ByteBuf into, long since, long logs, long previous) {
    into.writeShort(single(latest, previous) << 8 | channel << 11 | size);
    into.writeByte(
        (programAt >= since ? Journal.CHAPTER_P : 0)
            | (controllers > 0 ? Journal.CHAPTER_C : 0)
            | (wheelAt >= since ? Journal.CHAPTER_W : 0)
            | (hasNotes() ? Journal.CHAPTER_N : 0));
    if (programAt >= since) {
      into.writeByte(single(programAt, previous) | program).writeShort(bank);
    }
    if (controllers > 0) {
      writeControllers(into, since, previous);
    }
    if (wheelAt >= since) {
      into.writeByte(single(wheelAt, previous) | (wheel & 0x7f)).writeByte(wheel >> 7);
    }
    if (hasNotes()) {
      writeNotes(into, since, logs, previous);
    }
  }

  private static int single(long at, long previous) {
    return at == previous ? 0 : Journal.SINGLE;
  }

  private void writeControllers(ByteBuf into, long since, long previous) {
    int header = into.writerIndex();
    int all = Journal.SINGLE;
    into.writeByte(0);
    for (int i = 0; i < Midi.VALUES; i++) {
      if (controllerAt[i] >= since) {
        int single = single(controllerAt[i], previous);
        all &= single;
        into.writeByte(single | i);
        into.writeByte(i < FIRST_MODE ? values[i] : COUNT_TOOL | values[i]);
      }
    }
    into.setByte(header, all | controllers - 1);
  }

  private void writeNotes(ByteBuf into, long since, long logs, long previous) {
    int header = into.writerIndex();
    int releasedBefore = Journal.SINGLE;
    into.writeShort(0);
    for (int note = 0; note < Midi.VALUES; note++) {
      if (noteAt[note] >= logs && sounds(note)) {
        into.writeByte(single(noteAt[note], previous) | note);
        into.writeByte(0x80 | velocities[note]); // better late than never
      }
    }
    for (int octet = low; octet <= high; octet++) {
      int bits = 0;
      for (int i = 0; i < 8; i++) {
        int note = octet * 8 + i;
        if (noteAt[note] >= since && !sounds(note)) {
          bits |= 0x80 >> i;
          releasedBefore &= single(noteAt[note], previous);
        }
      }
      into.writeByte(bits);
    }
    into.setByte(header, releasedBefore | Math.min(notes, Midi.VALUES - 1));
    into.setByte(header + 1, range());
  }

  private int range() {
    if (high >= 0) {
      return low << 4 | high;
    }
    return notes == Midi.VALUES - 1 ? NO_BITS_127 : NO_BITS;
  }
}
