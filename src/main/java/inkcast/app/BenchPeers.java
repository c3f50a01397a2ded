package inkcast.app;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Those who listen to the daemon while it is measured: an OSC receiver, and phones. */
final class BenchPeers implements AutoCloseable {
  private static final String[] PATTERNS = { // as the phone page
    "/{page,rate,heartbeat}", "/writer/*/{stroke,temperature,color,restarts,pause,pen}"
  };
  private static final int LARGEST_DATAGRAM = 65_535;

  private final DatagramSocket receiver;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<WebSocket> phones = new ArrayList<>();
  private final LongAdder datagrams = new LongAdder();
  private final LongAdder frames = new LongAdder();

  /** Opens the receiver on loopback, at any free port. */
  BenchPeers() throws IOException {
    receiver = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofPlatform().daemon().name("bench-receiver").start(this::receive);
  }

  /** Where the receiver waits. */
  int port() {
    return receiver.getLocalPort();
  }

  /**
   * Connects phones that listen to everything their page shows.
   *
   * @param port of the daemon
   * @param prefix of its addresses
   */
  void connect(int count, int port, String prefix) throws IOException {
    try {
      for (int i = 0; i < count; i++) {
        WebSocket phone =
            http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/"), new Phone())
                .join();
        phones.add(phone);
        for (String pattern : PATTERNS) {
          String listen = "{\"COMMAND\": \"LISTEN\", \"DATA\": \"" + prefix + pattern + "\"}";
          phone.sendText(listen, true).join();
        }
      }
    } catch (CompletionException e) {
      throw new IOException("a phone cannot connect: " + e.getCause(), e);
    }
  }

  /** Datagrams received so far. */
  long datagrams() {
    return datagrams.sum();
  }

  /** Frames that all phones together received so far. */
  long frames() {
    return frames.sum();
  }

  @Override
  public void close() {
    receiver.close();
    phones.forEach(WebSocket::abort);
    http.shutdownNow();
  }

  private void receive() {
    DatagramPacket packet = new DatagramPacket(new byte[LARGEST_DATAGRAM], LARGEST_DATAGRAM);
    try {
      while (true) {
        receiver.receive(packet);
        datagrams.increment();
      }
    } catch (IOException e) {
      // closed
    }
  }

  private final class Phone implements WebSocket.Listener {
    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      if (last) {
        frames.increment();
      }
      socket.request(1);
      return null;
    }
  }
}
