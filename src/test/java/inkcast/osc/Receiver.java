package inkcast.osc;

import inkcast.packet.Decoder;
import inkcast.packet.MalformedPacket;
import inkcast.packet.Message;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A target on this machine. */
final class Receiver implements AutoCloseable {
  private static final int QUIET_MILLIS = 300;

  private final DatagramSocket socket;
  private final Decoder decoder = new Decoder();

  Receiver(String address) throws IOException {
    socket = new DatagramSocket(0, InetAddress.ofLiteral(address));
    socket.setReceiveBufferSize(1 << 20);
  }

  Receiver() throws IOException {
    this("127.0.0.1");
  }

  /** As a configuration names it: not resolved. */
  InetSocketAddress address() {
    return InetSocketAddress.createUnresolved(
        socket.getLocalAddress().getHostAddress(), socket.getLocalPort());
  }

  /** The next datagram. */
  byte[] datagram() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
    socket.setSoTimeout(10_000);
    socket.receive(packet);
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  /** All messages, until none comes for a while. */
  List<Message> messages() throws IOException, MalformedPacket {
    return messages(QUIET_MILLIS);
  }

  /** All messages that are there already, as the loopback delivers at once. */
  List<Message> drain() throws IOException, MalformedPacket {
    return messages(1);
  }

  private List<Message> messages(int quietMillis) throws IOException, MalformedPacket {
    List<Message> messages = new ArrayList<>();
    DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
    socket.setSoTimeout(quietMillis);
    try {
      while (true) {
        socket.receive(packet);
        messages.addAll(
            decoder.decode(Unpooled.wrappedBuffer(packet.getData(), 0, packet.getLength())));
      }
    } catch (SocketTimeoutException e) {
      return messages;
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
