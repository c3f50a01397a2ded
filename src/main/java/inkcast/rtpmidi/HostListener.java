package inkcast.rtpmidi;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Is told what happens, on the host's event loop, where it must not block. What it throws is
 * counted.
 */
public interface HostListener {
  /** No commands. */
  int[] NOTHING = {};

  /**
   * Whether somebody may join from there, or a peer go on from there. A datagram's source may be
   * forged, and what a host sends would go to whoever it names.
   */
  default boolean admits(InetAddress source) {
    return true;
  }

  /** Somebody who is invited has not joined so far; told again each time that invitations rest. */
  default void missing(InetSocketAddress invited) {}

  /** A peer is there: from now on it is sent what others are. */
  default void joined(Participant peer) {}

  /**
   * What a peer that has just joined is told first, such as where controllers are; it is sent to it
   * alone, and once more two seconds later.
   *
   * @return commands as {@link Midi} has them
   */
  default int[] welcome(Participant peer) {
    return NOTHING;
  }

  /** A peer is gone; note-offs for what it let sound have been received before. */
  default void left(Participant peer, Departure why) {}

  /**
   * A command of a peer, or one that was lost and is repaired.
   *
   * @param command as {@link Midi} has it
   * @param timeNs when it was played, by the host's clock; the present until the peer's is known
   */
  default void received(Participant peer, int command, long timeNs) {}

  /**
   * A datagram was refused, or its journal was: then its commands are received. Comes at the pace
   * of the network.
   */
  default void malformed(InetSocketAddress from, MalformedRtpMidi why) {}

  /** Something happened, so often. */
  default void counted(HostCounter counter, int times) {}
}
