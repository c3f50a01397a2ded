package inkcast.rtpmidi;

/** Bytes that are no AppleMIDI or RTP-MIDI; the message says what was expected and found. */
public final class MalformedRtpMidi extends Exception {
  private static final long serialVersionUID = 1;

  private final Reason reason;

  MalformedRtpMidi(Reason reason, String message) {
    super(message, null, false, false); // no stack trace: it comes at the pace of the network
    this.reason = reason;
  }

  /** Kinds of damage, each counted on its own. */
  public enum Reason {
    /** Shorter than what its first bytes promise. */
    SIZE,
    /** A version of RTP or of the session protocol other than 2. */
    VERSION,
    /** A session command that is not known. */
    SESSION_COMMAND,
    /** A clock's count other than 0, 1 and 2. */
    COUNT,
    /** RTP, but of another payload than MIDI. */
    PAYLOAD_TYPE,
    /** A MIDI command that is cut, or has data bytes where none may be. */
    COMMAND,
    /** A recovery journal whose lengths do not agree with each other. */
    JOURNAL
  }

  /** What kind of damage it is. */
  public Reason reason() {
    return reason;
  }
}
