/**
 * The fixed-rate loop, the batch of writers, the counters and the port to the outputs.
 *
 * <p>One thread, the tick's, runs {@link inkcast.tick.TickLoop} and owns everything mutable:
 *
 * <pre>
 * park to the deadline, read the clock once
 *   > drain commands (at most {@link inkcast.tick.Performance#MAX_COMMANDS})
 *   > step all writers as one batch a hand: feed, update, write
 *   > each change is told to each {@link inkcast.tick.Output}, then the tick's end
 * </pre>
 *
 * Before the first tick it warms up, and takes a processor of its own if the writers need most of
 * one: {@link inkcast.tick.OwnProcessor}. From then on nothing here blocks, allocates in steady
 * state, or throws through the loop.
 */
@NullMarked
package inkcast.tick;

import org.jspecify.annotations.NullMarked;
