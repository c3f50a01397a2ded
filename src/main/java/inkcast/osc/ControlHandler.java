package inkcast.osc;

import inkcast.packet.Decoder;
import inkcast.packet.MalformedPacket;
import inkcast.packet.Message;
import inkcast.stage.Control;
import inkcast.stage.Role;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Datagrams to commands, on one event loop. Nobody is answered: UDP's senders may be forged. */
final class ControlHandler extends SimpleChannelInboundHandler<DatagramPacket> {
  private static final Logger log = LoggerFactory.getLogger(ControlHandler.class);
  private static final long LOG_EVERY_NS = TimeUnit.MINUTES.toNanos(1);

  private final Decoder decoder = new Decoder();
  private final Control control;
  private final Predicate<InetAddress> operators;
  private final Counters counters;
  private long loggedNs = System.nanoTime() - LOG_EVERY_NS;

  ControlHandler(Control control, Predicate<InetAddress> operators, Counters counters) {
    this.control = control;
    this.operators = operators;
    this.counters = counters;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, DatagramPacket datagram) {
    counters.count(Counter.OSC_RECEIVED);
    InetSocketAddress sender = datagram.sender();
    try {
      var messages = decoder.decode(datagram.content());
      Role role = operators.test(sender.getAddress()) ? Role.OPERATOR : Role.VISITOR;
      for (Message message : messages) {
        control.submit(role, message.address(), message.arguments());
      }
    } catch (MalformedPacket e) {
      counters.count(Counter.OSC_MALFORMED);
      if (logDue()) {
        log.warn(
            "malformed OSC from {}: {} ({} so far)",
            sender,
            e.getMessage(),
            counters.get(Counter.OSC_MALFORMED));
      }
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (logDue()) {
      log.warn("OSC control: {}", cause.toString());
    }
  }

  private boolean logDue() {
    long now = System.nanoTime();
    if (now - loggedNs < LOG_EVERY_NS) {
      return false;
    }
    loggedNs = now;
    return true;
  }
}
