package inkcast.packet;

/** Bytes that are no OSC packet; the message says in words what was expected and found. */
public final class MalformedPacket extends Exception {
  private static final long serialVersionUID = 1;

  MalformedPacket(String message) {
    super(message, null, false, false); // no stack trace: it comes at the pace of the network
  }
}
