package inkcast.osc;

import inkcast.stage.Control;
import inkcast.tick.Counters;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Predicate;

/** OSC in over UDP: each message of each datagram is submitted to {@link Control}. */
public final class OscControl implements AutoCloseable {
  /** No datagram is larger. */
  private static final int DATAGRAM_BYTES = 1 << 16;

  private final Channel socket;

  private OscControl(Channel socket) {
    this.socket = socket;
  }

  /**
   * Begins to receive; returns when the port is bound.
   *
   * @param group one of its event loops receives
   * @param bind resolved; port 0 for any free one
   * @param operators which sources may do everything; asked on the event loop
   * @throws BindException if the port is taken or the address is not this machine's; the message is
   *     for people
   */
  public static OscControl open(
      EventLoopGroup group,
      InetSocketAddress bind,
      Control control,
      Predicate<InetAddress> operators,
      Counters counters)
      throws IOException {
    ControlHandler handler = new ControlHandler(control, operators, counters);
    Bootstrap socket =
        Datagrams.socket(group, bind.getAddress(), handler)
            .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(DATAGRAM_BYTES));
    ChannelFuture bound = socket.bind(bind).awaitUninterruptibly();
    Throwable cause = bound.cause();
    if (cause != null) {
      String reason = String.valueOf(cause.getMessage());
      BindException e =
          new BindException(
              "UDP port %d on %s %s"
                  .formatted(
                      bind.getPort(),
                      bind.getAddress().getHostAddress(),
                      reason.contains("in use")
                          ? "is taken by another program"
                          : "cannot be used: " + reason));
      e.initCause(cause);
      throw e;
    }
    return new OscControl(bound.channel());
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
