package inkcast.app;

import inkcast.config.Config;
import inkcast.osc.OscOutput;
import inkcast.tick.Counters;
import inkcast.tick.Performance;
import inkcast.tick.TickLoop;
import inkcast.watch.LatenessBuckets;
import inkcast.watch.Subject;
import inkcast.watch.Watch;
import inkcast.web.Insight;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** All that watches over a daemon, and what the web shows of it. */
final class WatchPart implements Subject, Insight, AutoCloseable {
  private static final long STALLED_NS = TimeUnit.SECONDS.toNanos(3); // rates begin at one a second

  private final LatenessBuckets lateness = new LatenessBuckets();
  private final Watch watch;
  private volatile @Nullable Live live;
  private volatile Instant configured = Instant.now();

  private record Live(
      TickLoop loop, Performance performance, OscOutput osc, MidiPart midi, ArchivePart archive) {}

  /** Looks at nothing before {@link #open}. */
  WatchPart(Config config, Counters counters) {
    watch = new Watch(config.server().name(), Version.current(), counters, lateness, this);
    configure(config);
  }

  /** What each tick's lateness is given to, and then to another. */
  LongConsumer lateness(LongConsumer other) {
    return lateness.andThen(other);
  }

  /** What is watched; before the first tick. */
  void open(
      TickLoop loop, Performance performance, OscOutput osc, MidiPart midi, ArchivePart archive) {
    live = new Live(loop, performance, osc, midi, archive);
    watch.start();
  }

  /** Tells whom the configuration names now. */
  void configure(Config config) {
    watch.webhook(config.alert().webhook());
  }

  @Override
  public Instant configured() {
    return configured;
  }

  /** That has been taken over as a whole. */
  void configured(Instant when) {
    configured = when;
  }

  @Override
  public boolean ticking() {
    Live now = live;
    return now != null && System.nanoTime() - now.loop.lastTickNs() < STALLED_NS;
  }

  @Override
  public List<String> troubles() {
    return watch.troubles();
  }

  @Override
  public CompletableFuture<Text> figures(@Nullable String accept) {
    return watch.figures(accept).thenApply(text -> new Text(text.type(), text.body()));
  }

  @Override
  public CompletableFuture<Optional<byte[]>> drawing(int writer) {
    Live now = live;
    return now == null
        ? CompletableFuture.completedFuture(Optional.empty())
        : now.archive.drawing(writer);
  }

  @Override
  public int writers() {
    Live now = live;
    return now == null ? 0 : now.performance.space().writers().size();
  }

  @Override
  public double rate() {
    Live now = live;
    return now == null ? 0 : now.osc.rate();
  }

  @Override
  public List<Target> targets() {
    Live now = live;
    return now == null
        ? List.of()
        : now.osc.status().stream()
            .map(t -> new Target(t.name(), t.found(), t.sent(), t.failed(), t.dropped()))
            .toList();
  }

  @Override
  public List<Port> ports() {
    Live now = live;
    return now == null
        ? List.of()
        : now.midi.status().stream().map(port -> new Port(port.name(), port.open())).toList();
  }

  @Override
  public void close() {
    watch.close();
  }
}
