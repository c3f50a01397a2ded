package inkcast.app;

import inkcast.config.Config.HostPort;
import inkcast.packet.Decoder;
import inkcast.packet.MalformedPacket;
import inkcast.packet.Message;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code inkcast monitor}: what a patch or a synthesizer would receive, until it is ended. */
@Command(
    name = "monitor",
    description = {
      "Prints incoming OSC, one message a line: address, type tags, values.",
      "With --midi: joins a MIDI session and prints its commands: channel, kind, values."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class Monitor implements Callable<Integer> {
  private static final int MAX_PORT = 65_535;
  private static final int DATAGRAM_BYTES = 1 << 16;
  private static final int SOCKET_BUFFER_BYTES = 1 << 20; // a terminal may be slow for a moment

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "7000",
      description = "UDP port (default: 7000; 0: any free one).")
  private int port;

  @Option(
      names = "--midi",
      arity = "0..1",
      fallbackValue = "127.0.0.1:5004",
      paramLabel = "HOST:PORT",
      description = "A MIDI session's control port (default: 127.0.0.1:5004).")
  private @Nullable String midi;

  @Override
  public Integer call() throws IOException {
    if (midi != null) {
      new MidiMonitor(spec.commandLine().getOut(), spec.commandLine().getErr()).run(session(midi));
      return 0;
    }
    if (port < 0 || port > MAX_PORT) {
      throw new ParameterException(
          spec.commandLine(), "--port: expected 0 to " + MAX_PORT + ", found " + port);
    }
    try (DatagramSocket socket = open()) {
      // To be ended by a signal is how this command is done, so it is no failure.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(0)));
      spec.commandLine().getErr().println("listening on UDP port " + socket.getLocalPort());
      spec.commandLine().getErr().flush();
      print(socket);
    }
    return 0;
  }

  private InetSocketAddress session(String text) {
    try {
      HostPort session = HostPort.parse(text);
      return InetSocketAddress.createUnresolved(session.host(), session.port());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--midi: expected host:port, found " + text, e);
    }
  }

  private DatagramSocket open() throws IOException {
    try {
      return new DatagramSocket(port);
    } catch (BindException e) {
      BindException readable =
          new BindException("UDP port %d cannot be opened: %s".formatted(port, e.getMessage()));
      readable.initCause(e);
      throw readable;
    }
  }

  private void print(DatagramSocket socket) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Decoder decoder = new Decoder();
    DatagramPacket packet = new DatagramPacket(new byte[DATAGRAM_BYTES], DATAGRAM_BYTES);
    socket.setReceiveBufferSize(SOCKET_BUFFER_BYTES);
    while (!out.checkError()) { // which also flushes; the reader of a pipe may have gone
      packet.setLength(DATAGRAM_BYTES);
      socket.receive(packet);
      try {
        for (Message message :
            decoder.decode(Unpooled.wrappedBuffer(packet.getData(), 0, packet.getLength()))) {
          out.println(message);
        }
      } catch (MalformedPacket e) {
        out.printf("malformed packet from %s: %s%n", packet.getSocketAddress(), e.getMessage());
      }
    }
  }
}
