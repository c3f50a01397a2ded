package inkcast.model;

/** One step of the pen in model units, reused by its owner from step to step. */
public final class Offset {
  /** To the right. */
  public float dx;

  /** Downwards. */
  public float dy;

  /** 1 when the pen lifts after this step, else 0 ("stroke-3"). */
  public float pen;

  /** Becomes as another. */
  public void set(Offset other) {
    dx = other.dx;
    dy = other.dy;
    pen = other.pen;
  }
}
