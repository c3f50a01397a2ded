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
 */
public record Lesson(int units, long seed, int streams, int streamLength, int rows, int chunk) {
  /** Streams that are learnt side by side, unless told otherwise. */
  public static final int ROWS = 32;

  /** What the shipped hand was made with, but for its seed and size. */
  public static Lesson of(int units, long seed, int streams) {
    return new Lesson(units, seed, streams, 1024, ROWS, 128);
  }

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException in one readable line
   */
  public Lesson {
    if (units < 1 || streams < rows || rows < 1 || chunk < 1 || streamLength % chunk != 0) {
      throw new IllegalArgumentException(
          "expected units, rows and chunk of at least 1, as many streams as rows and streams of"
              + " whole chunks, found units "
              + units
              + ", streams "
              + streams
              + " of "
              + streamLength
              + ", rows "
              + rows
              + ", chunk "
              + chunk);
    }
  }
}
