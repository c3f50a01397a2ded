package inkcast.midi;

/**
 * A way out for commands. {@link #send} and {@link #flush} are for the tick's thread: they do not
 * block, allocate or throw, whatever state the port is in.
 */
interface Port {
  /**
   * Sends a command with the next {@link #flush}, if the port is open.
   *
   * @param command as {@link inkcast.rtpmidi.Midi} has it
   * @param timeNs when it is to be heard, by {@link System#nanoTime}; not before that of the one
   *     before
   * @return false if the port is open and has no room
   */
  boolean send(int command, long timeNs);

  /** Lets go what was sent since the last time. */
  void flush();
}
