package inkcast.draw;

/**
 * A sheet to draw on.
 *
 * @param longer side, millimetres
 * @param shorter side, millimetres
 */
public record Paper(double longer, double shorter) {
  /** What lies in most plotters. */
  public static final Paper A4 = new Paper(297, 210);

  /** Millimetres a page unit, so that the view just fits when the sheet is turned as it is. */
  public double unit(View view) {
    double longest = Math.max(view.width(), view.height());
    double shortest = Math.min(view.width(), view.height());
    return Math.min(longer / longest, shorter / shortest);
  }
}
