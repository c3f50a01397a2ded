package inkcast.train.glyph;

import java.util.List;

/**
 * What a pen does for one character: its strokes in the order of writing, each the points from
 * setting down to lifting.
 *
 * @param strokes in units of the source; y down, 0 the line that characters stand on
 * @param advance from this character's origin to the next one's
 */
record Glyph(List<List<Point>> strokes, double advance) {}
