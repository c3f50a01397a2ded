package inkcast.osc;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.net.BindException;
import java.net.InetSocketAddress;

/** Waits for a port, and says readably why it is not to be had. */
final class Binding {
  private Binding() {}

  /**
   * The bound channel; not on its event loop.
   *
   * @param what for people, such as "UDP port"
   * @throws BindException if the port is taken or the address is not this machine's
   */
  static Channel await(ChannelFuture binding, String what, InetSocketAddress bind)
      throws BindException {
    Throwable cause = binding.awaitUninterruptibly().cause();
    if (cause == null) {
      return binding.channel();
    }
    String reason = String.valueOf(cause.getMessage());
    BindException e =
        new BindException(
            "%s %d on %s %s"
                .formatted(
                    what,
                    bind.getPort(),
                    bind.getAddress().getHostAddress(),
                    reason.contains("in use")
                        ? "is taken by another program"
                        : "cannot be used: " + reason));
    e.initCause(cause);
    throw e;
  }
}
