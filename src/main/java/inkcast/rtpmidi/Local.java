package inkcast.rtpmidi;

import inkcast.rtpmidi.SessionMessage.Handshake;
import inkcast.rtpmidi.SessionMessage.Kind;
import java.util.random.RandomGenerator;

/**
 * Our end of every session.
 *
 * @param ssrc of our choice
 * @param name for people
 */
record Local(
    int ssrc,
    String name,
    HostClock clock,
    RandomGenerator random,
    HostListener listener,
    Wire wire) {

  /** A message with our SSRC; a goodbye has no name. */
  Handshake handshake(Kind kind, int token) {
    return new Handshake(kind, token, ssrc, kind == Kind.GOODBYE ? "" : name);
  }

  void count(HostCounter counter) {
    listener.counted(counter, 1);
  }
}
