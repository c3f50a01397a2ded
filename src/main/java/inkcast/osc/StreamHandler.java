package inkcast.osc;

import inkcast.tick.Counter;
import inkcast.tick.Counters;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection: its packets to the reception, and back over it what it has asked for. Event
 * loop only.
 *
 * <p>Beyond the water mark a packet is not sent but counted: who reads too slowly loses strokes,
 * and is told the present values when it is back. It is not read meanwhile, so that answers do not
 * pile up either.
 *
 * <p>What begins with anything but a well-formed packet is closed: a web page can let a browser on
 * this machine, an operator, send any bytes to any port, but only behind the head of a request.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the connection
final class StreamHandler extends SimpleChannelInboundHandler<ByteBuf> implements Sender, Route {
  private final Channel connection;
  private final Reception reception;
  private final Counters counters;
  private boolean speaksOsc; // has sent a well-formed packet
  private boolean behind; // something was not sent to it

  StreamHandler(Channel connection, Reception reception, Counters counters) {
    this.connection = connection;
    this.reception = reception;
    this.counters = counters;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, ByteBuf packet) {
    if (reception.receive(this, packet)) {
      speaksOsc = true;
    } else {
      malformed(ctx);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof Counter) { // of a frame
      malformed(ctx);
    }
    ctx.fireUserEventTriggered(event);
  }

  private void malformed(ChannelHandlerContext ctx) {
    if (!speaksOsc) {
      reception.turnedAway(this);
      ctx.close();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    connection.config().setAutoRead(connection.isWritable());
    if (behind && connection.isWritable()) {
      behind = false;
      reception.subscribers().tell(this);
    }
    ctx.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    reception.subscribers().leave(this);
    if (speaksOsc) {
      reception.left(this);
    }
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close(); // reset by its peer, most likely
  }

  @Override
  public InetSocketAddress address() {
    return (InetSocketAddress) connection.remoteAddress();
  }

  @Override
  public @Nullable Sender at(int port) {
    return null;
  }

  @Override
  public boolean isSelf() {
    return false;
  }

  @Override
  public void answer(byte[] message) {
    write(Unpooled.wrappedBuffer(message));
    flush();
  }

  @Override
  public Route route(Target target) {
    return this;
  }

  @Override
  public void write(ByteBuf packet) {
    if (connection.isWritable()) {
      connection.write(packet);
      counters.count(Counter.OSC_SENT);
    } else {
      packet.release();
      behind = true;
      counters.count(Counter.OSC_NOT_READ);
    }
  }

  @Override
  public void flush() {
    connection.flush();
  }
}
