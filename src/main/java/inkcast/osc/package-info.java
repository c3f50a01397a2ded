/**
 * OSC over UDP and TCP: strokes and state to the configured targets and to whoever asks, control
 * from everyone.
 *
 * <p>Threads and flow. Out: on the tick's thread {@link inkcast.osc.OscOutput} writes each change
 * into a frame, in bundles, and posts it at the tick's end (a second frame with each number alone,
 * if anybody wants {@link inkcast.osc.Shape#FLAT}); an event loop sends the bundles, or each
 * message of them, to everyone, as one batch or spread over some milliseconds; a thread of its own
 * finds the addresses of names and says in the log, once a minute at most, what fails. In: {@link
 * inkcast.osc.OscControl} (UDP) and {@link inkcast.osc.OscStream} (TCP) give each packet to the
 * {@link inkcast.osc.Reception}, on the same event loop, which answers requests and submits the
 * rest to {@link inkcast.stage.Control}, whose queue leads to the tick's thread.
 */
@NullMarked
package inkcast.osc;

import org.jspecify.annotations.NullMarked;
