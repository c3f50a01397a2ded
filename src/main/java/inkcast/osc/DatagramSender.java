package inkcast.osc;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;

/**
 * The source of a datagram; answered from the socket that received it, as firewalls and clients
 * expect.
 */
record DatagramSender(Channel socket, InetSocketAddress address) implements Sender {

  @Override
  public Sender at(int port) {
    return new DatagramSender(socket, new InetSocketAddress(address.getAddress(), port));
  }

  @Override
  public boolean isSelf() {
    return socket.localAddress() instanceof InetSocketAddress own
        && OwnPort.isReachedBy(own.getPort(), address);
  }

  @Override
  public void answer(byte[] message) {
    var _ = socket.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(message), address));
  }

  @Override
  public Route route(Target target) {
    return new DatagramRoute(socket, address, target, null);
  }
}
