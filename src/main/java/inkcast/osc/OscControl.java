package inkcast.osc;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;

/** OSC in over UDP: each datagram goes to the {@link Reception}. */
public final class OscControl implements AutoCloseable {
  /** No datagram is larger. */
  private static final int DATAGRAM_BYTES = 1 << 16;

  private final Channel socket;

  private OscControl(Channel socket) {
    this.socket = socket;
  }

  /**
   * Begins to receive, on the reception's event loop; returns when the port is bound.
   *
   * @param bind resolved; port 0 for any free one
   * @throws BindException if the port is taken or the address is not this machine's; the message is
   *     for people
   */
  public static OscControl open(InetSocketAddress bind, Reception reception) throws IOException {
    Bootstrap socket =
        Datagrams.socket(reception.loop(), bind.getAddress(), new ControlHandler(reception))
            .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(DATAGRAM_BYTES));
    OscControl control = new OscControl(Binding.await(socket.bind(bind), "UDP port", bind));
    reception.listens(control.port());
    return control;
  }

  /** The port that was bound. */
  public int port() {
    return ((InetSocketAddress) socket.localAddress()).getPort();
  }

  @Override
  public void close() {
    socket.close().awaitUninterruptibly();
  }
}
