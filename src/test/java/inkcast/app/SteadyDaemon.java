package inkcast.app;

import com.sun.management.ThreadMXBean;
import inkcast.config.Config;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * For a JVM of its own: serves until the tick's thread allocates nothing any more, and prints the
 * bytes, the datagrams and the WebSocket frames of the last window.
 */
final class SteadyDaemon implements WebSocket.Listener {
  private static final int TICKS = 1_000; // of a window
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(40);
  private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final AtomicLong frames = new AtomicLong();
  private volatile @Nullable Thread tick;

  /**
   * Measures one variant.
   *
   * @param args the configuration, then what a phone listens to, or says in JSON
   */
  public static void main(String[] args) throws Exception {
    SteadyDaemon phone = new SteadyDaemon();
    try (Daemon daemon =
            new Daemon(
                Config.load(Path.of(args[0])), lateness -> phone.tick = Thread.currentThread());
        HttpClient http = HttpClient.newHttpClient()) {
      for (int i = 1; i < args.length; i++) {
        http.newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:" + daemon.port() + "/"), phone)
            .join()
            .sendText(
                args[i].startsWith("{")
                    ? args[i]
                    : "{\"COMMAND\": \"LISTEN\", \"DATA\": \"" + args[i] + "\"}",
                true)
            .join();
      }
      System.out.println(phone.settle(daemon.counters()));
      http.shutdownNow();
    }
  }

  private String settle(Counters counters) {
    long end = System.nanoTime() + PATIENCE_NS;
    waitForTicks(counters, 1);
    long id = tick.threadId();
    long bytes;
    long datagrams;
    long told;
    do {
      datagrams = counters.get(Counter.OSC_SENT);
      told = frames.get();
      bytes = THREADS.getThreadAllocatedBytes(id);
      waitForTicks(counters, TICKS);
      bytes = THREADS.getThreadAllocatedBytes(id) - bytes;
      datagrams = counters.get(Counter.OSC_SENT) - datagrams;
      told = frames.get() - told;
    } while (bytes != 0 && System.nanoTime() < end);
    return bytes + " " + datagrams + " " + told;
  }

  private static void waitForTicks(Counters counters, int ticks) {
    long end = counters.get(Counter.TICKS) + ticks;
    while (counters.get(Counter.TICKS) < end) {
      LockSupport.parkNanos(POLL_NS);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    frames.incrementAndGet();
    socket.request(1);
    return null;
  }
}
