package inkcast.rtpmidi;

import java.net.InetSocketAddress;

/**
 * How a host is to be.
 *
 * @param name for other people's lists of sessions
 * @param bind resolved; its port is the control port, the next one the data port; 0: any two
 * @param maxPeers at once; those that we invite come beyond that
 */
public record HostSettings(String name, InetSocketAddress bind, int maxPeers) {}
