package inkcast.osc;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;

/**
 * Hears that a target's datagrams come back as unreachable.
 *
 * <p>The socket that sends is not connected, so that the error of one target never meets a datagram
 * of another; but then the system keeps ICMP errors to itself. A second socket on the same port,
 * connected to the target, is where the system delivers them. It sends nothing.
 */
final class Witness extends SimpleChannelInboundHandler<Object> {
  private final Target target;

  private Witness(Target target) {
    this.target = target;
  }

  /**
   * Begins to listen; where that is not possible (a broadcast address, no network yet), errors are
   * not heard and nothing else is lost. Waits for the event loop, so it does not run there.
   *
   * @param local the sending socket's address
   * @param remote the target's
   * @return not active if it cannot hear
   */
  static Channel open(
      EventLoop loop, InetSocketAddress local, InetSocketAddress remote, Target target) {
    Bootstrap socket =
        Datagrams.socket(loop, remote.getAddress(), new Witness(target))
            .option(ChannelOption.SO_REUSEADDR, true);
    return socket.connect(remote, local).awaitUninterruptibly().channel();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, Object datagram) {
    // A target has nothing to tell.
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    target.countFailed(
        cause instanceof PortUnreachableException ? "nobody listens there" : cause.getMessage());
  }
}
