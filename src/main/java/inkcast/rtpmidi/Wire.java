package inkcast.rtpmidi;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** What goes out by the two sockets. Event loop only. */
final class Wire {
  /** So that a goodbye, on its own port, does not overtake the note-offs before it. */
  private static final long GOODBYE_AFTER_MS = 20;

  private static final int MESSAGE_BYTES = 300;

  private final Ports ports;

  Wire(Ports ports) {
    this.ports = ports;
  }

  /** Sends a message from the control port. */
  void control(SessionMessage message, InetSocketAddress to) {
    send(ports.control(), message, to);
  }

  /** Sends a message from the data port. */
  void data(SessionMessage message, InetSocketAddress to) {
    send(ports.data(), message, to);
  }

  private static void send(Channel socket, SessionMessage message, InetSocketAddress to) {
    ByteBuf bytes = socket.alloc().directBuffer(MESSAGE_BYTES);
    message.write(bytes);
    var _ = socket.writeAndFlush(new DatagramPacket(bytes, to), socket.voidPromise());
  }

  /** Room for a packet. */
  ByteBuf packet() {
    return ports.data().alloc().directBuffer(SendStream.MAX_BYTES);
  }

  /**
   * Sends a packet, once it is flushed.
   *
   * @return false if too much waits already: then it is as lost as on its way
   */
  boolean data(ByteBuf packet, InetSocketAddress to) {
    if (!ports.data().isWritable()) {
      packet.release();
      return false;
    }
    var _ = ports.data().write(new DatagramPacket(packet, to), ports.data().voidPromise());
    return true;
  }

  void flush() {
    ports.data().flush();
  }

  /** Runs what is to come after all packets that were sent. */
  void afterPackets(Runnable action) {
    try {
      var _ = ports.data().eventLoop().schedule(action, GOODBYE_AFTER_MS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      action.run(); // the loop ends
    }
  }

  void close() {
    ports.close();
  }
}
