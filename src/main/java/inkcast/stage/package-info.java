/**
 * The address space: every node with its type, range, value and command, defined once; OSC over
 * UDP, WebSocket and OSCQuery are views of it.
 *
 * <p>The tree of an {@link inkcast.stage.AddressSpace} is immutable and may be read by any thread;
 * the nodes' values belong to the tick's thread. The way in: a network thread gives a message to
 * {@link inkcast.stage.Control}, which finds the nodes, checks role and arguments, refuses with a
 * reason or puts a command into {@link inkcast.stage.Commands}; the tick's thread takes it out and
 * runs it. What needs files or long work first is made ready {@link inkcast.stage.Backstage}, on a
 * thread of its own, and then queued. The way out: whoever changes a value tells {@link
 * inkcast.stage.Events}.
 */
@NullMarked
package inkcast.stage;

import org.jspecify.annotations.NullMarked;
