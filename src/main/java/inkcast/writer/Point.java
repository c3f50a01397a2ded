package inkcast.writer;

/**
 * A place on the page, in page units.
 *
 * @param x to the right
 * @param y down
 */
public record Point(float x, float y) {}
