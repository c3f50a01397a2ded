package inkcast.stage;

/**
 * Why a message was not carried out.
 *
 * @param reason for counting
 * @param message one sentence for the sender, in words
 */
public record Refusal(Reason reason, String message) {
  /** More commands wait than the tick can take. */
  static final Refusal BUSY = new Refusal(Reason.BUSY, "too many commands are waiting, try again");

  /** Kinds of refusal, each counted on its own. */
  public enum Reason {
    /** No node has this address, or none matches this pattern. */
    UNKNOWN_ADDRESS,
    /** The address pattern is not one of OSC 1.0. */
    BAD_PATTERN,
    /** The node takes nothing in. */
    READ_ONLY,
    /** The sender's role may not. */
    FORBIDDEN,
    /** Number or types of the arguments do not fit the node. */
    WRONG_TYPE,
    /** NaN or an infinity. */
    NOT_FINITE,
    /** The hand that it names is not there, or is damaged. */
    BAD_HAND,
    /** The line that it names is not there, or is damaged. */
    BAD_LINE,
    /** The configuration cannot be taken over. */
    BAD_CONFIG,
    /** More commands wait than the tick can take. */
    BUSY,
    /** Another visitor has this writer's pen, or nobody can have it now. */
    OCCUPIED,
    /** More strokes than a visitor may send. */
    FLOODED
  }
}
