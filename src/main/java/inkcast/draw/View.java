package inkcast.draw;

import inkcast.writer.Page;

/**
 * The part of the plane that a picture shows, in page units.
 *
 * @param left edge
 * @param top edge
 * @param width finite, above 0
 * @param height finite, above 0
 */
public record View(double left, double top, double width, double height) {

  /** The whole page. */
  public static View of(Page page) {
    return new View(0, 0, page.width(), page.height());
  }

  /**
   * Just the ink, with a margin all round; of a drawing without ink, the margin around the origin.
   *
   * @param margin above 0
   */
  public static View around(Drawing drawing, double margin) {
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (Run run : drawing.runs()) {
      for (int i = 0; i < run.size(); i++) {
        left = Math.min(left, run.x(i));
        top = Math.min(top, run.y(i));
        right = Math.max(right, run.x(i));
        bottom = Math.max(bottom, run.y(i));
      }
    }
    if (drawing.runs().isEmpty()) {
      return new View(-margin, -margin, 2 * margin, 2 * margin);
    }
    return new View(
        left - margin, top - margin, right - left + 2 * margin, bottom - top + 2 * margin);
  }
}
