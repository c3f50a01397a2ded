package inkcast.train;

import inkcast.model.Weights;

/** What a training learns from: streams of strokes. */
final class Corpus {
  private Corpus() {}

  /**
   * One stream. Immutable once written.
   *
   * @param plan how it was written
   * @param strokes (length, 3): dx, dy in model units, pen
   * @param targets (length, Target.size): the teacher's mixture before each stroke; empty where
   *     there is no teacher
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by identity; large, never copied
  record Stream(Plan plan, float[] strokes, float[] targets) {
    int length() {
      return strokes.length / Weights.INPUTS;
    }
  }

  /**
   * How a stream is written, and where a student starts that reads it.
   *
   * @param temperature that its offsets are sampled at
   * @param start of the author and of every reader
   * @param byStudent whether the student samples it and the teacher only says what it would do
   * @param seed of its random source: first the author's state, then the strokes
   */
  record Plan(double temperature, Start start, boolean byStudent, long seed) {}

  /** States that a stream starts from. */
  enum Start {
    /** All zero. */
    ZERO,
    /** Random, as a writer's after a restart; the reader's is not the author's. */
    RANDOM,
    /** By turns one or the other: nobody knows what the author had in mind. */
    EITHER
  }
}
