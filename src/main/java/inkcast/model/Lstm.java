package inkcast.model;

/**
 * The recurrent step of one hand. Belongs to one thread: it keeps scratch of its own, allocated
 * once.
 */
public interface Lstm {

  /**
   * Moves some streams of a batch one step: reads their input, hidden and cell, and overwrites
   * their hidden, cell and raw output.
   *
   * <pre>
   * [i g f o] = x Wx + h Wh + b
   * c' = c sigmoid(f + forgetBias) + sigmoid(i) tanh(g)
   * h' = tanh(c') sigmoid(o)
   * output = h' Wo + bo
   * </pre>
   *
   * (Graves 2013, section 2, without peepholes.) Streams that are not named stay as they are, and
   * no state is copied.
   *
   * @param batch of the weights that this step was made for
   * @param rows the streams to move, in any order, each at most once
   * @param count how many of {@code rows} count
   */
  void update(Batch batch, int[] rows, int count);

  /**
   * With at least this many streams in an update, no stream's bits depend on how many others there
   * are; with fewer in all of them, neither.
   */
  default int quorum() {
    return 1;
  }
}
