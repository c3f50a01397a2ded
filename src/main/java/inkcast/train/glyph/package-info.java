/**
 * Corpora from open sources: centre lines of glyphs, set as lines of writing in stroke-3.
 *
 * <p>Thread: the caller's, one. Flow: a {@link inkcast.train.glyph.Script} reads what a package
 * holds as {@link inkcast.train.glyph.Glyph}s; a {@link inkcast.train.glyph.Manner} makes each of
 * them a little different from the last, as a hand would; {@link inkcast.train.glyph.Curve} rounds
 * and resamples; {@link inkcast.train.glyph.Line} keeps the pen and turns places into offsets.
 */
@NullMarked
package inkcast.train.glyph;

import org.jspecify.annotations.NullMarked;
