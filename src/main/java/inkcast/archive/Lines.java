package inkcast.archive;

import inkcast.stage.AddressSpace.Tree;
import inkcast.tick.Clock;
import inkcast.tick.Counters;
import inkcast.tick.OnceAMinute;
import inkcast.tick.Output;
import inkcast.writer.Color;
import inkcast.writer.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The line that each writer is at, on a thread of its own. */
public final class Lines implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Lines.class);
  private static final long EVERY_MILLIS = 100;
  private static final long CLOSING_MILLIS = 1_000;
  private static final int MAX_WAITING = 32;

  /** Of a line: ten times what a page takes, when no more than some hundreds write. */
  private static final int MAX_POINTS = 20_000;

  /** Of all lines: 64 MB, and half as much again where there is room for more. */
  private static final int MAX_POINTS_OF_ALL = 8_000_000;

  private final Ring ring = new Ring();
  private final LineOutput output;
  private final Page page;
  private final Clock clock;
  private final Consumer<Line> archive;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("lines").daemon().factory());
  private final AtomicInteger waiting = new AtomicInteger();
  private final OnceAMinute complaints = new OnceAMinute(System::nanoTime);
  private Desk[] desks = {}; // the thread's, as what follows
  private int maxPoints = MAX_POINTS;
  private Instant now = Instant.EPOCH;

  /**
   * Empty lines of all writers; before the first tick.
   *
   * @param seeds one a writer, null where none is configured
   * @param archive is given each line that has ended, and must not wait
   */
  public Lines(
      Tree tree,
      Page page,
      List<@Nullable Long> seeds,
      Archive archive,
      Clock clock,
      Counters counters) {
    this(tree, page, seeds, archive::take, clock, counters);
  }

  Lines(
      Tree tree,
      Page page,
      List<@Nullable Long> seeds,
      Consumer<Line> archive,
      Clock clock,
      Counters counters) {
    this.page = page;
    this.archive = archive;
    this.clock = clock;
    output = new LineOutput(tree, seeds, ring, counters);
    ring.publish();
    thread.scheduleWithFixedDelay(this::catchUp, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** What the performance tells of every change. */
  public Output output() {
    return output;
  }

  /**
   * Gets ready for other seeds; any thread but the tick's, one at a time, before writers come who
   * have them.
   *
   * @return what is left for the tick's thread, before lines begin that are made of them
   */
  public Runnable prepare(List<@Nullable Long> seeds) {
    return output.prepare(seeds);
  }

  /**
   * What a writer has on its page, up to the last tick; any thread.
   *
   * @param writer its number
   * @return an SVG, empty if there is no such writer; fails if too many ask at once
   */
  public CompletableFuture<Optional<byte[]>> svg(int writer) {
    if (waiting.incrementAndGet() > MAX_WAITING) {
      waiting.decrementAndGet();
      return CompletableFuture.failedFuture(new RejectedExecutionException("too many ask at once"));
    }
    try {
      return CompletableFuture.supplyAsync(() -> draw(writer), thread)
          .whenComplete((svg, failure) -> waiting.decrementAndGet());
    } catch (RejectedExecutionException e) { // it has been closed
      waiting.decrementAndGet();
      return CompletableFuture.failedFuture(e);
    }
  }

  private Optional<byte[]> draw(int writer) {
    catchUp();
    return writer < 1 || writer > desks.length
        ? Optional.empty()
        : Optional.of(desks[writer - 1].line(now).svg(page));
  }

  private void catchUp() {
    now = Instant.ofEpochMilli(clock.wallMillis());
    try {
      ring.drain(this::read);
    } catch (RuntimeException e) {
      if (complaints.due()) {
        log.error("a line is not whole", e);
      }
    }
  }

  private void read(
      int kind, int writer, float a, float b, float c, float d, @Nullable Object object) {
    switch (kind) {
      case LineOutput.MOVE, LineOutput.STROKE -> {
        Desk desk = desks[writer];
        boolean drawn = kind == LineOutput.STROKE;
        desk.line(now).add(a, b, c, d, drawn, desk.temperature(), page, maxPoints);
      }
      case LineOutput.RESTART -> archive.accept(desks[writer].restart(now));
      case LineOutput.COLOR -> desks[writer].color(new Color(a, b, c), now);
      case LineOutput.TEMPERATURE -> desks[writer].temperature(a);
      case LineOutput.HAND -> desks[writer].hand(String.valueOf(object));
      case LineOutput.SEEDS -> seed((List<?>) object);
      case LineOutput.DESKS -> desks((@Nullable Desk[]) object, true);
      default -> desks((@Nullable Desk[]) object, false);
    }
  }

  private void seed(@Nullable List<?> seeds) {
    for (int i = 0; seeds != null && i < Math.min(desks.length, seeds.size()); i++) {
      desks[i].seed((Long) seeds.get(i));
    }
  }

  /** Those who leave have ended their lines, if these are whole. */
  private void desks(@Nullable Desk @Nullable [] next, boolean whole) {
    if (next == null) {
      return;
    }
    Desk[] all = new Desk[next.length];
    for (int i = 0; i < Math.max(all.length, desks.length); i++) {
      Desk comes = i < all.length ? next[i] : null;
      if (i < all.length) {
        all[i] = comes == null ? desks[i] : comes;
      }
      boolean leaves = i < desks.length && (i >= all.length || comes != null);
      if (leaves && whole) {
        archive.accept(desks[i].restart(now));
      }
    }
    desks = all;
    maxPoints = Math.min(MAX_POINTS, MAX_POINTS_OF_ALL / Math.max(1, all.length));
  }

  /** Ends when all that ticks have told is taken up; the ticks must have ended. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (thread.awaitTermination(CLOSING_MILLIS, TimeUnit.MILLISECONDS)) {
        catchUp();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
