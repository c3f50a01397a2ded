/**
 * mDNS: what the others ask to have announced, in each network that this machine is in.
 *
 * <p>{@link inkcast.discovery.Discovery} has a thread of its own that looks at the interfaces every
 * second, and keeps a {@link inkcast.discovery.Presence} for each network there is. JmDNS speaks
 * the protocol on threads that it makes.
 */
@NullMarked
package inkcast.discovery;

import org.jspecify.annotations.NullMarked;
