package inkcast.web;

import static org.awaitility.Awaitility.await;

import inkcast.archive.Archive;
import inkcast.archive.Lines;
import inkcast.hand.Hands;
import inkcast.model.RandomWeights;
import inkcast.model.Twin;
import inkcast.model.Weights;
import inkcast.tick.Clock;
import inkcast.tick.Counters;
import inkcast.tick.Performance;
import inkcast.tick.Scribblers;
import inkcast.tick.TickLoop;
import inkcast.watch.FakeSubject;
import inkcast.watch.LatenessBuckets;
import inkcast.watch.Watch;
import inkcast.web.WebInitializer.Timeouts;
import inkcast.writer.Ensemble;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The whole way from writers to clients, for tests: a real performance and a real server on a free
 * port of 127.0.0.1. It ticks by hand, or, once {@link #play} is called, by itself sixty times a
 * second. Try-with-resources ends all of it.
 */
public final class TestServer implements AutoCloseable {
  private static final double RATE = 60;

  /** The server's settings; port 0 at first. */
  public final Settings settings;

  /** What is served. */
  public final Performance performance;

  /** What has been counted. */
  public final Counters counters;

  private final IoEventLoopGroup group =
      Epoll.isAvailable()
          ? new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory())
          : new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final TickLoop loop;
  private final Watch watch;
  private final Lines lines;
  private final WebServer server;
  private @Nullable Thread ticker;
  private volatile long ticks; // written by one thread

  private TestServer(
      Settings settings, Performance performance, Counters counters, Timeouts timeouts) {
    this.settings = settings;
    this.performance = performance;
    this.counters = counters;
    loop = new TickLoop(Clock.SYSTEM, RATE, counters, lateness -> {});
    watch = new Watch("inkcast", "test", counters, new LatenessBuckets(), new FakeSubject());
    lines =
        new Lines(
            performance.space().tree(),
            Scribblers.PAGE,
            List.of(),
            new Archive(Scribblers.PAGE, Files::write, counters), // which keeps nothing
            Clock.SYSTEM,
            counters);
    server = new WebServer(group, settings, performance, insight(), counters, timeouts);
    performance.outputs(List.of(server.output(), lines.output()));
    try {
      server.start();
    } catch (IOException e) {
      close();
      throw new UncheckedIOException(e);
    }
  }

  private Insight insight() {
    return new Insight() {
      @Override
      public boolean ticking() {
        return ticks > 0;
      }

      @Override
      public CompletableFuture<Text> figures(@Nullable String accept) {
        return watch.figures(accept).thenApply(text -> new Text(text.type(), text.body()));
      }

      @Override
      public CompletableFuture<Optional<byte[]>> drawing(int writer) {
        return lines.svg(writer);
      }
    };
  }

  /** Writers with small untrained weights; a client may send 200 messages a second. */
  public static TestServer scribbling(int writers) {
    return of(settings(0, List.of("loopback")), RandomWeights.of(16, 3, 1), writers);
  }

  /** Writers in the shipped hand where there is one, on this port (0: any free one). */
  public static TestServer writing(int writers, int port) {
    return of(settings(port, List.of("loopback")), shippedHand(), writers);
  }

  /** As {@link #scribbling}, with other settings. */
  static TestServer of(Settings settings, int writers) {
    return of(settings, RandomWeights.of(16, 3, 1), writers);
  }

  /** As {@link #scribbling}, keeping what is recorded in a folder. */
  static TestServer recording(Path folder) {
    return of(settings(0, List.of("loopback"), folder), 1);
  }

  /** As {@link #scribbling}, with less patience. */
  static TestServer impatient(Timeouts timeouts) {
    Counters counters = new Counters();
    Performance performance = Scribblers.perform(1, counters);
    return new TestServer(settings(0, List.of("loopback")), performance, counters, timeouts);
  }

  /** As {@link #scribbling}, with no operators but those who know the token. */
  static TestServer guarded(OperatorToken token, int writers) {
    Settings s = settings(0, List.of());
    return of(
        new Settings(
            s.bind(),
            s.port(),
            s.name(),
            s.names(),
            s.origins(),
            s.operators(),
            token,
            s.connections(),
            s.messages(),
            s.prefix(),
            s.maxTemperature(),
            s.recordings()),
        writers);
  }

  /** Settings for a loopback server. */
  static Settings settings(int port, List<String> operators) {
    return settings(port, operators, Path.of("target", "recordings")); // where none is made
  }

  private static Settings settings(int port, List<String> operators, Path recordings) {
    return new Settings(
        "127.0.0.1",
        port,
        "inkcast",
        List.of("piece.example"),
        List.of("https://museum.example"),
        new Operators(operators),
        null,
        20,
        200,
        "/inkcast",
        2.0,
        recordings);
  }

  private static TestServer of(Settings settings, Weights weights, int writers) {
    Counters counters = new Counters();
    Performance performance = Scribblers.perform(weights, writers, counters);
    return new TestServer(settings, performance, counters, Timeouts.DEFAULT);
  }

  /** Ticks sixty times a second from now on, on a thread of its own; returns after the first. */
  public TestServer play() {
    Thread thread = new Thread(() -> loop.run(this::tick), "tick");
    thread.setDaemon(true);
    thread.start();
    ticker = thread;
    await().until(() -> ticks > 0);
    return this;
  }

  /** One tick by hand, on the calling thread: not after {@link #play}. */
  public void tick() {
    tick(ticks * 16_666_667, 1_700_000_000_000L + ticks * 17);
  }

  /** Lets writers go or come until there are so many, soon. */
  public void writers(int count) {
    int before = performance.space().writers().size();
    Weights weights = RandomWeights.of(16, 3, 2);
    List<Ensemble> added =
        count <= before
            ? List.of()
            : Ensemble.form(
                Scribblers.parts(weights, count).subList(before, count),
                before + 1,
                Twin.SCALAR::lstm);
    Runnable change =
        performance.prepare(Math.min(before, count), added, performance.space().maxTemperature());
    performance.commands().offer(change::run);
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** The way to the clients. */
  WebOutput output() {
    return server.output();
  }

  /** The page. */
  public URI page() {
    return URI.create("http://127.0.0.1:" + port() + "/");
  }

  /** The WebSocket. */
  public URI webSocket() {
    return URI.create("ws://127.0.0.1:" + port() + "/");
  }

  /** The number that a node holds now; by hand only, or as good as any when playing. */
  public double value(String address) {
    return performance.space().node(address).numbers()[0];
  }

  @Override
  public void close() {
    Thread thread = ticker;
    if (thread != null) {
      loop.stop();
      thread.interrupt();
    }
    server.close();
    lines.close();
    watch.close();
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private void tick(long nowNs, long wallMillis) {
    ticks = ticks + 1;
    performance.tick(nowNs, wallMillis);
    performance.space().turns().look(); // as the house does
  }

  private static Weights shippedHand() {
    Path file = Path.of("weights", "cursive.safetensors");
    if (!Files.exists(file)) {
      return RandomWeights.of(16, 3, 1);
    }
    try {
      return Hands.file(file).weights();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
