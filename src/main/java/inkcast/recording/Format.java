package inkcast.recording;

/**
 * The form of a recording: OSC 1.0 and nothing else. A file is a sequence of OSC bundles, each
 * after its size in bytes as an int32, big-endian, as OSC has it on a stream; SuperCollider's
 * scores are such files, too. A time tag says how long after the recording's begin the bundle is
 * due, as in those scores: 32 bits of seconds, 32 bits of a second's fraction.
 *
 * <p>The first bundle, at time 0, holds {@code /recording/format iss}: this form's version, the
 * prefix of all addresses, and who wrote it; then a state. Each further bundle is one tick. It
 * begins with {@code /recording/tick t}: the time of day as an NTP time tag, and then holds, in the
 * order of happening:
 *
 * <ul>
 *   <li>{@code /inkcast/writer/1/stroke iffffi ...}: a node's new value, as everybody was told it,
 *       under its own address
 *   <li>{@code /recording/visitor/inkcast/writer/1/restart ...}, or {@code
 *       /recording/operator/...}: a message that came in from one; the rest is address (perhaps a
 *       pattern) and arguments as they were sent
 *   <li>{@code /recording/silent/inkcast/writer/1/stroke ...}: a node's value of which nobody was
 *       told but who comes late
 *   <li>{@code /recording/state i}: a state. So many writers there are from here on; the value of
 *       each node follows as such silent messages
 *   <li>{@code /recording/lost i}: ticks are missing before this one, so many in the whole
 *       recording so far; a state follows
 * </ul>
 *
 * Whoever reads it ignores what is unknown to it. The end may be torn, where power failed: what is
 * before it counts.
 */
final class Format {
  static final int VERSION = 1;

  /** What no node of any prefix begins with. */
  static final String ROOT = "/recording/";

  static final String FORMAT = "/recording/format";
  static final String TICK = "/recording/tick";
  static final String STATE = "/recording/state";
  static final String LOST = "/recording/lost";
  static final String SILENT = "/recording/silent";
  static final String VISITOR = "/recording/visitor";
  static final String OPERATOR = "/recording/operator";

  /** Bytes of a bundle's size. */
  static final int SIZE_BYTES = 4;

  /** Bytes of a bundle at most: some states of as many writers as there can be. */
  static final int MAX_BUNDLE_BYTES = 1 << 25;

  /** Writers at most. */
  static final int MAX_WRITERS = 4096;

  private Format() {}
}
