package inkcast.writer;

/**
 * The area the writers share, in page units.
 *
 * @param width to the right
 * @param height down
 * @param margin kept free at the left, and where a line ends at the right
 */
public record Page(float width, float height, float margin) {

  /**
   * Where a writer's lines begin when the configuration does not say: one line a writer, spread
   * evenly from top to bottom.
   *
   * @param index 0-based
   * @param count writers that share the page
   */
  public Point line(int index, int count) {
    return new Point(margin, height * (index + 0.5f) / count);
  }

  /** Whether a line that has come this far to the right is finished. */
  boolean full(float x) {
    return x > width - margin;
  }

  /** Whether a pen is beyond the top, the bottom or the left edge, where nobody sees it. */
  boolean lost(float x, float y) {
    // Negated, so that NaN counts as lost.
    return !(x >= 0 && y >= 0 && y <= height);
  }
}
