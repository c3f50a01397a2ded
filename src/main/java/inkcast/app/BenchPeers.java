package inkcast.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Those who listen to the daemon while it is measured: an OSC receiver, and phones. */
final class BenchPeers implements AutoCloseable {
  /** What the phone page listens to. */
  static final List<String> PATTERNS =
      List.of(
          "/inkcast/{page,rate,heartbeat,open,until}",
          "/inkcast/writer/*/{stroke,temperature,color,restarts,pause,pen,hand}");

  private static final int SOCKET_BUFFER_BYTES = 4 << 20; // as far as the kernel grants it
  private static final int LARGEST_DATAGRAM = 65_535;
  private static final long SETTLED_MILLIS = 100;

  private final DatagramChannel receiver;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<WebSocket> phones = new ArrayList<>();
  private final Semaphore fresh = new Semaphore(0); // one permit if a datagram has come since
  private final AtomicLong received = new AtomicLong();
  private final LongAdder frames = new LongAdder();

  /** Opens the receiver on loopback, at any free port. */
  BenchPeers() throws IOException {
    receiver = DatagramChannel.open(StandardProtocolFamily.INET);
    receiver.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
    receiver.bind(new InetSocketAddress("127.0.0.1", 0));
    port = receiver.socket().getLocalPort();
    Thread.ofPlatform().daemon().name("bench-receiver").start(this::receive);
  }

  /** Where the receiver waits. */
  int port() {
    return port;
  }

  /**
   * Connects phones that listen to everything their page shows.
   *
   * @param daemon its port
   */
  void connect(int count, int daemon) throws IOException {
    try {
      for (int i = 0; i < count; i++) {
        WebSocket phone =
            http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + daemon + "/"), new Phone())
                .join();
        phones.add(phone);
        for (String pattern : PATTERNS) {
          String listen = "{\"COMMAND\": \"LISTEN\", \"DATA\": \"" + pattern + "\"}";
          phone.sendText(listen, true).join();
        }
      }
    } catch (CompletionException e) {
      throw new IOException("a phone cannot connect: " + e.getCause(), e);
    }
  }

  /** Datagrams received, once no more have come for a while. */
  long settled() throws InterruptedException {
    do {
      fresh.drainPermits();
    } while (fresh.tryAcquire(SETTLED_MILLIS, TimeUnit.MILLISECONDS));
    return received.get();
  }

  /** Frames that all phones together received so far. */
  long frames() {
    return frames.sum();
  }

  @Override
  public void close() throws IOException {
    receiver.close();
    phones.forEach(WebSocket::abort);
    http.shutdownNow();
  }

  private void receive() {
    ByteBuffer datagram = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);
    try {
      while (true) {
        receiver.receive(datagram.clear());
        received.incrementAndGet();
        if (fresh.availablePermits() == 0) {
          fresh.release();
        }
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
