package inkcast.rtpmidi;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import org.jspecify.annotations.Nullable;

/** Datagrams of one port to the reception, once there is one. Event loop only. */
final class DatagramHandler extends SimpleChannelInboundHandler<DatagramPacket> {
  private final boolean control;
  private final HostListener listener;
  private @Nullable Reception reception;

  DatagramHandler(boolean control, HostListener listener) {
    this.control = control;
    this.listener = listener;
  }

  void begin(Reception begun) {
    reception = begun;
  }

  @Override
  public boolean isSharable() {
    return true; // a port that was found free is bound a second time
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket datagram) {
    if (reception != null) {
      reception.receive(datagram.content(), control, datagram.sender());
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    listener.counted(HostCounter.FAILED, 1);
  }
}
