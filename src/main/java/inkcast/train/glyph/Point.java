package inkcast.train.glyph;

/**
 * A place on the page.
 *
 * @param x to the right
 * @param y down
 */
record Point(double x, double y) {
  double distance(Point to) {
    return Math.hypot(to.x - x, to.y - y);
  }

  /** The point that lies a part of the way to another one. */
  Point towards(Point to, double part) {
    return new Point(x + part * (to.x - x), y + part * (to.y - y));
  }
}
