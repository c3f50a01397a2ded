package inkcast.train;

/**
 * How a student learns.
 *
 * @param units of the student
 * @param seed everything random follows from it
 * @param rows streams that are learnt side by side
 * @param chunk steps that the gradient reaches back
 * @param firstWeight how much more the first stroke from a random state counts than others; each
 *     later one 0.7 times that
 */
public record Lesson(int units, long seed, int rows, int chunk, double firstWeight) {
  /**
   * The rows are learnt in so many shares, each by one thread at a time. It does not depend on the
   * processors there are, so that the same seed gives the same bits.
   */
  static final int SHARES = 4;

  /** Streams that are learnt side by side, unless told otherwise. */
  public static final int ROWS = 48;

  /** Steps that the gradient reaches back, unless told otherwise. */
  public static final int CHUNK = 128;

  /** Rows and chunks that suit a hand of some hundred units. */
  public static Lesson of(int units, long seed, double firstWeight) {
    return new Lesson(units, seed, ROWS, CHUNK, firstWeight);
  }

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException in one readable line
   */
  public Lesson {
    if (units < 1 || rows < SHARES || rows % SHARES != 0 || chunk < 1) {
      throw new IllegalArgumentException(
          "units %d, rows %d, chunk %d: expected at least 1 each, rows a multiple of %d"
              .formatted(units, rows, chunk, SHARES));
    }
  }

  /** As many rows as there are streams to fill them with. */
  public Lesson forStreams(int streams) {
    int filled = Math.clamp(streams / SHARES * SHARES, SHARES, rows);
    return new Lesson(units, seed, filled, chunk, firstWeight);
  }

  /** Strokes that one update learns from at most. */
  public long strokes() {
    return (long) rows * chunk;
  }
}
