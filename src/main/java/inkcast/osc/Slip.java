package inkcast.osc;

/**
 * The bytes of SLIP (RFC 1055), by which OSC 1.1 frames its packets on a stream: an END before and
 * behind each, so that what a broken frame has left is never part of the next.
 */
final class Slip {
  static final byte END = (byte) 0xc0;
  static final byte ESC = (byte) 0xdb;

  /** Stands behind an ESC for an END. */
  static final byte ESC_END = (byte) 0xdc;

  /** Stands behind an ESC for an ESC. */
  static final byte ESC_ESC = (byte) 0xdd;

  private Slip() {}
}
