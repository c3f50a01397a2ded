package inkcast.train;

/**
 * What is asked of a network's outputs, for the rows of one step at once. Belongs to one thread.
 */
interface Loss {
  /**
   * Sets what one row should foretell.
   *
   * @param stroke index in the stream
   * @param weight how much it counts; 0 for nothing
   */
  void expect(int row, Corpus.Stream stream, int stroke, float weight);

  /** Lets one row count nothing. */
  void expectNothing(int row);

  /**
   * Replaces raw outputs by the gradient of the weighted loss.
   *
   * @param values row r at {@code from + r x step}
   * @return weighted sum over the rows, nats
   */
  double replaceByGradient(float[] values, int from, int step);
}
