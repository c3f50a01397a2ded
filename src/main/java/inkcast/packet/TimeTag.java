package inkcast.packet;

/**
 * OSC's time tags, which are NTP's: 32 bits of seconds, then 32 bits of a second's fraction (RFC
 * 5905, section 6).
 */
public final class TimeTag {
  private static final long SECONDS_FROM_1900_TO_1970 = 2_208_988_800L; // RFC 868
  private static final long ERA_SECONDS = 1L << 32;
  private static final long SECOND_MILLIS = 1_000;
  private static final long SECOND_NS = 1_000_000_000;

  private TimeTag() {}

  /**
   * The time tag of a time of day. The seconds are counted from 1900 and wrap in 2036, as NTP's do.
   *
   * @param wallMillis milliseconds since 1970
   */
  public static long ofMillis(long wallMillis) {
    long seconds = Math.floorDiv(wallMillis, SECOND_MILLIS) + SECONDS_FROM_1900_TO_1970;
    return of(seconds, Math.floorMod(wallMillis, SECOND_MILLIS), SECOND_MILLIS);
  }

  /**
   * The time of day, milliseconds since 1970, rounded. Time tags whose first bit is not set are of
   * 2036 and later (RFC 4330, section 3).
   */
  public static long millis(long timeTag) {
    long seconds = timeTag >>> 32;
    long era = timeTag < 0 ? 0 : ERA_SECONDS;
    return (era + seconds - SECONDS_FROM_1900_TO_1970) * SECOND_MILLIS
        + fraction(timeTag, SECOND_MILLIS);
  }

  /**
   * The time tag of a time since a beginning, as in a score.
   *
   * @param ns nanoseconds, less than 136 years
   */
  public static long ofNanos(long ns) {
    return of(ns / SECOND_NS, ns % SECOND_NS, SECOND_NS);
  }

  /** The time since a beginning, nanoseconds, as it was given to {@link #ofNanos}. */
  public static long nanos(long timeTag) {
    return (timeTag >>> 32) * SECOND_NS + fraction(timeTag, SECOND_NS);
  }

  private static long of(long seconds, long part, long parts) {
    return seconds << 32 | (part << 32) / parts;
  }

  private static long fraction(long timeTag, long parts) {
    long half = 1L << 31;
    return ((timeTag & 0xffff_ffffL) * parts + half) >>> 32;
  }
}
