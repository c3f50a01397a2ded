package inkcast.rtpmidi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import inkcast.rtpmidi.SessionMessage.Handshake;
import inkcast.rtpmidi.SessionMessage.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A peer made of two sockets, that does only what the test says. */
final class BarePeer implements AutoCloseable {
  static final int TOKEN = 0x01020304;

  final int ssrc;
  private final DatagramSocket control;
  private final DatagramSocket data;

  /** At any two consecutive ports. */
  BarePeer(int ssrc) throws IOException {
    this.ssrc = ssrc;
    DatagramSocket first = null;
    DatagramSocket second = null;
    while (second == null) {
      first = socket(0);
      try {
        second = socket(first.getLocalPort() + 1);
      } catch (BindException e) {
        first.close();
      }
    }
    control = first;
    data = second;
  }

  private static DatagramSocket socket(int port) throws IOException {
    DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setSoTimeout(20_000);
    return socket;
  }

  InetSocketAddress address() {
    return InetSocketAddress.createUnresolved("127.0.0.1", control.getLocalPort());
  }

  /** Invites a host on both ports. */
  void join(int port) throws Exception {
    assertEquals(Kind.ACCEPTED, inviteOnControl(port).kind());
    data(port, handshake(Kind.INVITATION));
    assertEquals(Kind.ACCEPTED, ((Handshake) SessionDecoder.decode(data())).kind());
  }

  Handshake inviteOnControl(int port) throws Exception {
    control(port, handshake(Kind.INVITATION));
    return (Handshake) SessionDecoder.decode(control());
  }

  Handshake handshake(Kind kind) {
    return new Handshake(kind, TOKEN, ssrc, "bare");
  }

  void control(int port, SessionMessage message) throws IOException {
    send(control, port, bytes(message));
  }

  void data(int port, SessionMessage message) throws IOException {
    send(data, port + 1, bytes(message));
  }

  void data(int port, String literal) throws IOException {
    send(data, port + 1, ByteBufUtil.getBytes(Hex.of(literal)));
  }

  /** Sends a packet. */
  void packet(int port, SendStream stream, int... commands) throws IOException {
    send(data, port + 1, bytes(stream, commands));
  }

  /** A packet of these commands, all at time 0. */
  static byte[] bytes(SendStream stream, int... commands) {
    long[] events = Arrays.stream(commands).mapToLong(command -> Event.of(0, command)).toArray();
    ByteBuf packet = Unpooled.buffer();
    stream.write(packet, events, 0, events.length, 0);
    return ByteBufUtil.getBytes(packet);
  }

  /** The next datagram on the control port. */
  ByteBuf control() throws IOException {
    return receive(control);
  }

  /** The next datagram on the data port. */
  ByteBuf data() throws IOException {
    return receive(data);
  }

  RtpMidiPacket packet() throws Exception {
    return RtpMidiPacket.decode(data());
  }

  /** The commands of a packet. */
  static List<Integer> commands(RtpMidiPacket packet) {
    List<Integer> commands = new ArrayList<>();
    for (Command command : packet.commands()) {
      commands.add(((Command.ShortMessage) command).message());
    }
    return commands;
  }

  /** How many datagrams are there on the control port now, which this takes. */
  int waitingOnControl() throws IOException {
    control.setSoTimeout(1);
    int count = 0;
    try {
      while (true) {
        receive(control);
        count++;
      }
    } catch (SocketTimeoutException e) {
      return count;
    } finally {
      control.setSoTimeout(20_000);
    }
  }

  private static byte[] bytes(SessionMessage message) {
    ByteBuf bytes = Unpooled.buffer();
    message.write(bytes);
    return ByteBufUtil.getBytes(bytes);
  }

  private static void send(DatagramSocket from, int port, byte[] bytes) throws IOException {
    from.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
  }

  private static ByteBuf receive(DatagramSocket socket) throws IOException {
    DatagramPacket datagram = new DatagramPacket(new byte[2048], 2048);
    socket.receive(datagram);
    return Unpooled.copiedBuffer(datagram.getData(), 0, datagram.getLength());
  }

  @Override
  public void close() {
    control.close();
    data.close();
  }
}
