package inkcast.osc;

import io.netty.buffer.ByteBuf;

/** The way of packets to somebody. Event loop only. */
interface Route {

  /**
   * Queues a packet.
   *
   * @param packet is released when it is sent, or given up
   */
  void write(ByteBuf packet);

  /** Lets go what was queued. */
  void flush();
}
