package inkcast.rtpmidi;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;

/** A network between a guest and a host that loses some of the packets, seeded. */
final class Relay implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final DatagramSocket[] towardsGuest = new DatagramSocket[2]; // control, data
  private final DatagramSocket[] towardsHost = new DatagramSocket[2];
  private final InetSocketAddress[] guest = new InetSocketAddress[2];
  private final Random random = new Random(9);
  private final double loss;
  private final Consumer<byte[]> delivered;
  private int lost; // guarded by random

  /**
   * Relays to a host's two ports.
   *
   * @param loss of RTP packets, the part that is dropped; session messages pass
   * @param delivered is told each RTP packet that reaches the guest
   */
  Relay(int host, double loss, Consumer<byte[]> delivered) throws IOException {
    this.loss = loss;
    this.delivered = delivered;
    while (towardsGuest[1] == null) {
      towardsGuest[0] = new DatagramSocket(0, LOOPBACK);
      try {
        towardsGuest[1] = new DatagramSocket(towardsGuest[0].getLocalPort() + 1, LOOPBACK);
      } catch (BindException e) {
        towardsGuest[0].close();
      }
    }
    for (int i = 0; i < 2; i++) {
      int port = i;
      towardsHost[port] = new DatagramSocket(0, LOOPBACK);
      InetSocketAddress to = new InetSocketAddress(LOOPBACK, host + port);
      Thread.ofVirtual().start(() -> run(towardsGuest[port], packet -> toHost(port, packet, to)));
      Thread.ofVirtual().start(() -> run(towardsHost[port], packet -> toGuest(port, packet)));
    }
  }

  /** Where a guest finds the host's control port. */
  int port() {
    return towardsGuest[0].getLocalPort();
  }

  int lost() {
    synchronized (random) {
      return lost;
    }
  }

  private interface Step {
    void take(DatagramPacket packet) throws IOException;
  }

  private static void run(DatagramSocket from, Step step) {
    DatagramPacket packet = new DatagramPacket(new byte[1 << 15], 1 << 15);
    try {
      while (true) {
        packet.setLength(1 << 15);
        from.receive(packet);
        step.take(packet);
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void toHost(int port, DatagramPacket packet, InetSocketAddress host) throws IOException {
    guest[port] = (InetSocketAddress) packet.getSocketAddress();
    towardsHost[port].send(new DatagramPacket(packet.getData(), packet.getLength(), host));
  }

  private void toGuest(int port, DatagramPacket packet) throws IOException {
    byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
    boolean session = bytes.length > 1 && bytes[0] == -1 && bytes[1] == -1;
    if (!session) {
      synchronized (random) {
        if (random.nextDouble() < loss) {
          lost++;
          return;
        }
      }
      delivered.accept(bytes);
    }
    towardsGuest[port].send(new DatagramPacket(bytes, bytes.length, guest[port]));
  }

  @Override
  public void close() {
    for (int port = 0; port < 2; port++) {
      towardsGuest[port].close();
      towardsHost[port].close();
    }
  }
}
