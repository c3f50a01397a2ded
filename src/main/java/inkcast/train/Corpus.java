package inkcast.train;

import java.util.List;

/**
 * Strokes with what the teacher said about each. Immutable once written.
 *
 * @param mixtures components of each target
 */
record Corpus(int mixtures, List<Stream> streams) {

  /**
   * One stream.
   *
   * @param plan how it was written
   * @param strokes (length, 3): dx, dy in model units, pen
   * @param targets (length, Target.size): the teacher's mixture before each stroke
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by identity; large, never copied
  record Stream(Plan plan, float[] strokes, float[] targets) {
    int length() {
      return strokes.length / 3;
    }
  }

  /**
   * How a stream is written.
   *
   * @param temperature that its offsets are sampled at
   * @param random whether it starts from a random state, else from zero
   * @param byStudent whether the student samples it and the teacher only says what it would do
   */
  record Plan(double temperature, boolean random, boolean byStudent) {}
}
