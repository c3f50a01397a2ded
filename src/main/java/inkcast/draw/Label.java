package inkcast.draw;

import inkcast.writer.Color;

/**
 * A line of plain text on a picture, in a font without serifs.
 *
 * @param text what it says
 * @param x where it begins, page units
 * @param y of its baseline, page units
 * @param size of its font, page units
 */
public record Label(String text, double x, double y, double size, Color color) {}
