package inkcast.stage;

/**
 * Where messages come from. Two are the same visitor if they are equal, as a queue for a pen must
 * know. Immutable, any thread.
 */
public interface Source {

  /** What it may do. */
  Role role();

  /**
   * Is told of its turn at a writer's pen.
   *
   * @param address where it asked for it
   * @param place how many are before it: with 0 it has the pen; {@link Pen#OVER}: its turn is over
   * @param points strokes a second that the pen takes
   */
  default void turn(String address, int place, int points) {}

  /** One of whom nothing is known but what it may do. */
  static Source of(Role role) {
    return new Unknown(role);
  }

  /** All with the same role are the same visitor. */
  record Unknown(Role role) implements Source {}
}
