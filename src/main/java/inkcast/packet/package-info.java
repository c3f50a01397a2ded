/**
 * OSC packets to and from bytes, and the way of a tick's bytes from one thread to another.
 *
 * <p>Out: a {@link inkcast.packet.Template} has javaosc encode a message once; from then on only
 * the arguments are written, into a {@link inkcast.packet.Frames.Frame} that the tick's thread
 * fills and posts to an event loop, without allocating. In: a {@link inkcast.packet.Decoder}, one a
 * thread, turns whatever came from a network into {@link inkcast.packet.Message}s or says why not.
 *
 * @see <a href="https://opensoundcontrol.stanford.edu/spec-1_0.html">OSC 1.0</a>
 */
@NullMarked
package inkcast.packet;

import org.jspecify.annotations.NullMarked;
