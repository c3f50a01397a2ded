package inkcast.app;

import com.sun.management.ThreadMXBean;
import inkcast.config.Config;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How late the ticks of the whole daemon are, with a receiver of OSC and phones, beside an empty
 * loop.
 *
 * @param missed ticks of the daemon
 * @param bytesPerStroke allocated by the tick's thread, all told
 * @param heapBytes in use after a collection, while the daemon still writes
 * @param datagrams that arrived, of OSC
 * @param frames that arrived, at all phones together
 */
record LatenessRun(
    Lateness.Figures daemon,
    Lateness.Figures bare,
    long missed,
    double bytesPerStroke,
    long heapBytes,
    long datagrams,
    long frames) {
  /** How many write. */
  static final int WRITERS = 8;

  /** How many phones listen. */
  static final int PHONES = 3;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long WARM_UP_MILLIS = 5_000;
  private static final long POLL_MILLIS = 100;

  /**
   * Serves, warms up for some seconds, and measures.
   *
   * @param hand name or file
   * @param progress is told how much of the whole is done, 0..1
   */
  static LatenessRun run(String hand, long millis, DoubleConsumer progress)
      throws IOException, InterruptedException {
    Lateness lateness = new Lateness();
    try (BenchPeers peers = new BenchPeers()) {
      Config config = config(hand, peers.port());
      try (Daemon daemon = new Daemon(config, lateness)) {
        peers.connect(PHONES, daemon.port(), config.osc().prefix());
        long whole = WARM_UP_MILLIS + millis;
        pass(0, WARM_UP_MILLIS / 2, whole, progress);
        try (BareLoop bare = new BareLoop(config.rate(), lateness.lastDeadlineNs())) {
          pass(WARM_UP_MILLIS / 2, WARM_UP_MILLIS, whole, progress);
          Counts before = Counts.read(daemon.counters(), lateness.thread(), peers);
          lateness.take();
          bare.lateness().take();
          pass(WARM_UP_MILLIS, whole, whole, progress);
          Lateness.Figures ofDaemon = lateness.take();
          Lateness.Figures ofBare = bare.lateness().take();
          Counts after = Counts.read(daemon.counters(), lateness.thread(), peers);
          return new LatenessRun(
              ofDaemon,
              ofBare,
              after.missed - before.missed,
              (double) (after.bytes - before.bytes) / (after.strokes - before.strokes),
              heap(),
              after.datagrams - before.datagrams,
              after.frames - before.frames);
        }
      }
    }
  }

  private record Counts(long missed, long strokes, long bytes, long datagrams, long frames) {
    static Counts read(Counters counters, @Nullable Thread tick, BenchPeers peers) {
      return new Counts(
          counters.get(Counter.MISSED_TICKS),
          counters.get(Counter.STROKES),
          tick == null ? 0 : THREADS.getThreadAllocatedBytes(tick.threadId()),
          peers.datagrams(),
          peers.frames());
    }
  }

  private static void pass(long from, long to, long whole, DoubleConsumer progress)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(to - from);
    long left = to - from;
    while (left > 0) {
      progress.accept((double) (to - left) / whole);
      Thread.sleep(Math.min(left, POLL_MILLIS));
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static Config config(String hand, int receiver) {
    Config c = Config.defaults();
    Config.Writer writer =
        new Config.Writer(hand, c.temperature().byDefault(), c.scale(), null, null);
    Config.Server s = c.server();
    Config.Server server =
        new Config.Server(
            s.bind(),
            0,
            s.name(),
            s.names(),
            s.origins(),
            s.operators(),
            s.tokenFile(),
            s.connections(),
            s.messages());
    Config.Osc o = c.osc();
    Config.Target target = new Config.Target(new Config.HostPort("127.0.0.1", receiver), null);
    Config.Osc osc =
        new Config.Osc(o.prefix(), o.shape(), List.of(target), o.refresh(), o.spread(), o.tcp());
    return new Config(
        c.rate(),
        c.page(),
        c.temperature(),
        c.scale(),
        Shipped.folders(),
        Collections.nCopies(WRITERS, writer),
        c.threads(),
        server,
        osc,
        c.midi(),
        c.visitor(),
        c.archive(),
        c.hours(),
        c.alert());
  }
}
