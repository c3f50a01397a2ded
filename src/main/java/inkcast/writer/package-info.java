/**
 * A writer's life: the model's offsets become strokes on a page, lines begin and end, the pen goes
 * up and down.
 *
 * <p>Everything mutable here belongs to the tick's thread. In each tick a {@link
 * inkcast.writer.Writer} first puts its last offset into its row of the batch; when the batch has
 * moved, it samples the next offset and turns it into its {@link inkcast.writer.Stroke}, a record
 * that is reused. Lengths are page units: x to the right, y down.
 */
@NullMarked
package inkcast.writer;

import org.jspecify.annotations.NullMarked;
