package inkcast.app;

import inkcast.archive.Archive;
import inkcast.archive.Lines;
import inkcast.config.Config;
import inkcast.tick.Clock;
import inkcast.tick.Counters;
import inkcast.tick.Output;
import inkcast.tick.Performance;
import inkcast.writer.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a daemon's writers have written, as the configuration says. */
final class ArchivePart implements AutoCloseable {
  private final Archive archive;
  private final Lines lines;

  /** Before the first tick. */
  ArchivePart(Config config, Performance performance, Counters counters) {
    Page page = Cast.page(config);
    archive = new Archive(page, SafeFile::write, counters);
    lines =
        new Lines(performance.space().tree(), page, seeds(config), archive, Clock.SYSTEM, counters);
    configure(config);
  }

  /** What the performance tells of every change. */
  Output output() {
    return lines.output();
  }

  /** See {@link Lines#svg}. */
  CompletableFuture<Optional<byte[]>> drawing(int writer) {
    return lines.svg(writer);
  }

  /** See {@link Lines#prepare}. */
  Runnable prepare(Config next) {
    return lines.prepare(seeds(next));
  }

  /** Takes over what another configuration says of the folder. */
  void configure(Config config) {
    Config.Archive to = config.archive();
    archive.configure(
        to.dir() == null
            ? null
            : new Archive.Settings(StateDirectory.resolve(to.dir().toString()), to.maxBytes()));
  }

  /** Keeps what has ended; the ticks must have ended. */
  @Override
  public void close() {
    lines.close();
    archive.close();
  }

  private static List<@Nullable Long> seeds(Config config) {
    List<@Nullable Long> seeds = new ArrayList<>();
    config.writers().forEach(writer -> seeds.add(writer.seed()));
    return Collections.unmodifiableList(seeds);
  }
}
