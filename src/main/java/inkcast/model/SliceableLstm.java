package inkcast.model;

/** A step whose batch may be sliced, so that several threads take it together. */
public interface SliceableLstm extends Lstm {

  /** The same step for another thread: the packed weights are shared, the scratch is not. */
  SliceableLstm another();

  /**
   * How an update may be sliced: a stream comes to the same bits in a slice that begins at a
   * multiple of this many rows, and has at least as many, as it would in the whole.
   */
  int grain();
}
