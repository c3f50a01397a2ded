package inkcast.rtpmidi;

/** A command and its time in one number, so that they are handed on without being allocated. */
public final class Event {
  private Event() {}

  /**
   * Both.
   *
   * @param time in 100 us, 32 bits that wrap around
   * @param command as {@link Midi} has it
   */
  public static long of(int time, int command) {
    return (long) time << 32 | command;
  }

  /** The time, in 100 us. */
  public static int time(long event) {
    return (int) (event >> 32);
  }

  /** The command, as {@link Midi} has it. */
  public static int command(long event) {
    return (int) event;
  }
}
