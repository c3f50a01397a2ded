package inkcast.osc;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** From a socket to a target's present address. Event loop only. */
final class DatagramRoute implements Route {
  private final Channel socket;
  private final InetSocketAddress address;
  private final Outcome outcome;
  private final @Nullable Channel witness;

  /**
   * A way to a target.
   *
   * @param witness hears that datagrams came back, closed with this route; null: nobody does
   */
  DatagramRoute(
      Channel socket, InetSocketAddress address, Target target, @Nullable Channel witness) {
    this.socket = socket;
    this.address = address;
    this.witness = witness;
    outcome = new Outcome(socket, target);
  }

  /** Whether it leads to this address, and the witness hears, or need not. */
  boolean complete(InetAddress to) {
    return address.getAddress().equals(to) && (witness == null || witness.isActive());
  }

  InetSocketAddress address() {
    return address;
  }

  @Override
  public void write(ByteBuf packet) {
    var _ = socket.write(new DatagramPacket(packet, address), outcome);
  }

  @Override
  public void flush() {
    socket.flush();
  }

  /** Any thread. */
  void close() {
    if (witness != null) {
      var _ = witness.close();
    }
  }

  /** One promise for all datagrams of a target: it counts what becomes of each, and never ends. */
  private static final class Outcome extends DefaultChannelPromise {
    private final Target target;

    Outcome(Channel socket, Target target) {
      super(socket);
      this.target = target;
    }

    @Override
    public boolean trySuccess() {
      target.countSent();
      return true;
    }

    @Override
    public boolean trySuccess(Void result) {
      return trySuccess();
    }

    @Override
    public boolean tryFailure(Throwable cause) {
      target.countFailed(cause.getMessage());
      return true;
    }
  }
}
