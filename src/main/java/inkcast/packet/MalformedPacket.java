package inkcast.packet;

/** Bytes that are no OSC packet; the message says in words what was expected and found. */
public final class MalformedPacket extends Exception {
  private static final long serialVersionUID = 1;

  private final Reason reason;

  MalformedPacket(Reason reason, String message) {
    super(message, null, false, false); // no stack trace: it comes at the pace of the network
    this.reason = reason;
  }

  /** Kinds of damage, each counted on its own. */
  public enum Reason {
    /** Nothing at all, or no multiple of 4 bytes. */
    SIZE,
    /** A string or blob without its NUL, padded with something else, or no UTF-8. */
    STRING,
    /** Neither an address that starts with a slash nor a bundle. */
    ADDRESS,
    /** Type tags that OSC 1.0 does not have, or brackets that do not pair. */
    TYPE_TAGS,
    /** Arguments longer or shorter than the packet. */
    ARGUMENTS,
    /** A bundle without a time tag, without elements, or with an element past its end. */
    BUNDLE,
    /** More bundles within bundles, or more messages, than are taken. */
    TOO_MANY
  }

  /** What kind of damage it is. */
  public Reason reason() {
    return reason;
  }
}
