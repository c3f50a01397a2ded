package inkcast.rtpmidi;

import java.nio.ByteBuffer;

/** A MIDI command in a packet that was received. */
sealed interface Command {
  /** In 100 us, since the one before, or since the packet's time. */
  int deltaTime();

  /**
   * All but SysEx.
   *
   * @param message as {@link Midi} has it
   */
  record ShortMessage(int deltaTime, int message) implements Command {}

  /**
   * SysEx, whole or a part of it.
   *
   * @param first begins one; else it goes on with the one before
   * @param end what follows
   * @param data without status bytes, read-only
   */
  record SysEx(int deltaTime, boolean first, End end, ByteBuffer data) implements Command {}

  /** How a part of a SysEx command ends (RFC 6295, 3.2). */
  enum End {
    /** It is complete. */
    COMPLETE,
    /** The next part follows. */
    MORE,
    /** Forget what came so far. */
    CANCELLED
  }
}
