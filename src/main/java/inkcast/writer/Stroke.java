package inkcast.writer;

import inkcast.model.Offset;

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

  /**
   * Goes on from where it is.
   *
   * @param offset model units
   * @param scale page units a model unit
   * @param penWasUp before it
   */
  void go(Offset offset, float scale, boolean penWasUp) {
    dx = offset.dx * scale;
    dy = offset.dy * scale;
    x += dx;
    y += dy;
    ink = !penWasUp;
    lifts = offset.pen != 0;
  }

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
