/**
 * A writer's life: the model's offsets become strokes on a page, lines begin and end, the pen goes
 * up and down.
 *
 * <p>Everything mutable here belongs to the tick's thread, which may share the model's step of a
 * large batch with the helpers of a {@link inkcast.writer.Crew}, and waits for them. In each tick
 * an {@link inkcast.writer.Ensemble} lets every {@link inkcast.writer.Writer} put its last offset
 * into its row of the batch; when the batch has moved, each samples its next offset and turns it
 * into its {@link inkcast.writer.Stroke}, a record that is reused. Lengths are page units: x to the
 * right, y down.
 */
@NullMarked
package inkcast.writer;

import org.jspecify.annotations.NullMarked;
