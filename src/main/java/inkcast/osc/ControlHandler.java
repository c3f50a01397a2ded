package inkcast.osc;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;

/** Datagrams to the reception, on its event loop. */
final class ControlHandler extends SimpleChannelInboundHandler<DatagramPacket> {
  private final Reception reception;

  ControlHandler(Reception reception) {
    this.reception = reception;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket datagram) {
    reception.receive(new DatagramSender(ctx.channel(), datagram.sender()), datagram.content());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    reception.failed(cause);
  }
}
