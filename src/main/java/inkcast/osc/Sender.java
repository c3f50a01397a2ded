package inkcast.osc;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who has sent a packet, and the way back. Equal if the way is the same. Event loop only.
 *
 * @see DatagramSender
 * @see StreamHandler
 */
interface Sender {
  /** Where it is. */
  InetSocketAddress address();

  /** The way to another port of the same host; null if there is none. */
  @Nullable Sender at(int port);

  /** Whether that is this program itself. */
  boolean isSelf();

  /** Sends one message. */
  void answer(byte[] message);

  /** Sends many. */
  Route route(Target target);
}
