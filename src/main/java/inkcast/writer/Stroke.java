package inkcast.writer;

/** One sampled step of a writer, in page units; reused from tick to tick, tick's thread only. */
public final class Stroke {
  int seq;
  float x;
  float y;
  float dx;
  float dy;
  boolean ink;
  boolean lifts;

  Stroke() {}

  /** Counts up by one for each stroke of the writer, across restarts; 0 follows 2147483647. */
  public int seq() {
    return seq;
  }

  /** Where the pen is after this stroke. */
  public float x() {
    return x;
  }

  /** Where the pen is after this stroke. */
  public float y() {
    return y;
  }

  /** How far the pen came. */
  public float dx() {
    return dx;
  }

  /** How far the pen came. */
  public float dy() {
    return dy;
  }

  /** Whether the segment is drawn: the pen was down before this stroke. */
  public boolean ink() {
    return ink;
  }

  /** Whether the pen lifts after this stroke. */
  public boolean lifts() {
    return lifts;
  }
}
