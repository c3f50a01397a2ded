package inkcast.train;

/**
 * What is to be learnt, and how.
 *
 * @param units of the student
 * @param seed everything random follows from it
 * @param streams in the corpus
 * @param streamLength strokes of each, a multiple of chunk
 * @param rows streams that are learnt side by side
 * @param chunk steps that the gradient reaches back
 * @param firstWeight how much more the first stroke from a random state counts than others; each
 *     later one 0.7 times that
 */
public record Lesson(
    int units, long seed, int streams, int streamLength, int rows, int chunk, double firstWeight) {
  /** Streams that are learnt side by side, unless told otherwise. */
  public static final int ROWS = 32;

  /** Steps that the gradient reaches back, unless told otherwise. */
  public static final int CHUNK = 128;

  /** Rows and chunks that suit a hand of some hundred units. */
  public static Lesson of(int units, long seed, int streams, int streamLength, double firstWeight) {
    return new Lesson(units, seed, streams, streamLength, ROWS, CHUNK, firstWeight);
  }

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException in one readable line
   */
  public Lesson {
    if (units < 1 || streams < rows || rows < 1 || chunk < 1 || streamLength % chunk != 0) {
      throw new IllegalArgumentException(
          ("units %d, streams %d of %d, rows %d, chunk %d: expected at least 1 each, as many"
                  + " streams as rows, streams of whole chunks")
              .formatted(units, streams, streamLength, rows, chunk));
    }
  }
}
