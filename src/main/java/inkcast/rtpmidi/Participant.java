package inkcast.rtpmidi;

import java.net.InetSocketAddress;

/**
 * A peer, for people and to tell peers apart.
 *
 * @param ssrc of its choice
 * @param name as it calls itself, without control characters; may be empty
 * @param address of its control port, when it joined
 */
public record Participant(int ssrc, String name, InetSocketAddress address) {}
