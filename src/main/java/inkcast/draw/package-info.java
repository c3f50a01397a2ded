/**
 * Strokes to pictures: {@link inkcast.draw.Drawing} collects the ink, {@link inkcast.draw.View}
 * says which part is shown, {@link inkcast.draw.Svg} and {@link inkcast.draw.Png} write it down in
 * a {@link inkcast.draw.Style}. The other way, {@link inkcast.draw.FairCopy} makes strokes of the
 * ink that a person has drawn.
 *
 * <p>Nothing here starts a thread or keeps one; a drawing belongs to the thread that fills it.
 * Lengths are page units: x to the right, y down.
 */
@NullMarked
package inkcast.draw;

import org.jspecify.annotations.NullMarked;
