/**
 * How it is: figures, troubles, and whom to tell.
 *
 * <p>One thread of its own looks every few seconds at the counters and at the {@link
 * inkcast.watch.Subject}, makes out what is wrong, and writes the figures out when they are asked
 * for. The tick's thread only adds to {@link inkcast.watch.LatenessBuckets}. A webhook has one more
 * thread while there is something to tell.
 *
 * <pre>
 * counters, lateness, subject > {@link inkcast.watch.Figures} > /metrics
 *   > {@link inkcast.watch.Symptoms} > {@link inkcast.watch.Troubles} > log, /healthz, {@link inkcast.watch.Webhook}
 * </pre>
 */
@NullMarked
package inkcast.watch;

import org.jspecify.annotations.NullMarked;
