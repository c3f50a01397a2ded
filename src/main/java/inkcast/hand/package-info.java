/**
 * Weight files: found by name, read, validated, imported, written.
 *
 * <p>Thread: none of its own; {@link inkcast.hand.Hands} is safe for any number of threads, and a
 * {@link inkcast.hand.Hand} never changes. Flow: {@link inkcast.hand.TensorReader} checks the
 * safetensors format, {@link inkcast.hand.HandReader} the names, shapes and values of a hand;
 * {@link inkcast.hand.Published} imports the model that the first hand learnt from. Whatever is not
 * as expected is a {@link inkcast.hand.HandException} with file, tensor, expected and found in one
 * line.
 */
@NullMarked
package inkcast.hand;

import org.jspecify.annotations.NullMarked;
