package inkcast.midi;

/**
 * How a writer plays.
 *
 * @param channel from 0 to 15
 * @param root lowest note, from 0 to 127
 * @param span semitones that the height of a line stands for, from 0 to 127
 * @param height of a line, in page units; beyond it the highest or the lowest note is played
 * @param softest velocity of a pen that stands still, from 1 to 127
 * @param loudest velocity of a pen at full speed, from 1 to 127
 * @param x controller for the place on the page, from 0 to 119, or {@link #NONE}
 * @param y likewise
 * @param speed controller for the pen's speed, likewise
 */
public record Mapping(
    int channel,
    Scale scale,
    int root,
    int span,
    float height,
    int softest,
    int loudest,
    Gate gate,
    int x,
    int y,
    int speed) {

  /** No controller. */
  public static final int NONE = -1;

  /** When a note begins. */
  public enum Gate {
    /** When the pen comes down; it ends as the pen lifts. */
    PEN,
    /** With each drawn stroke; it ends with the next one, or as the pen lifts. */
    STROKE
  }
}
