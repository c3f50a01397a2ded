package inkcast.draw;

import inkcast.writer.Color;
import org.jspecify.annotations.Nullable;

/**
 * How ink looks.
 *
 * @param lineWidth page units
 * @param paper behind the ink; null leaves it transparent
 */
public record Style(double lineWidth, @Nullable Color paper) {
  /** A fineliner on white, for the scale of 10 page units a model unit. */
  public static final Style FINELINER = new Style(3, new Color(1, 1, 1));
}
