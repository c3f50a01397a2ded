package inkcast.archive;

import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.OnceAMinute;
import inkcast.writer.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finished lines in a folder, a file each, written on a thread of its own. While the disk takes
 * nothing some wait, and what comes then is lost and counted.
 */
public final class Archive implements AutoCloseable {
  /** Lines that wait for the disk at most. */
  static final int MAX_WAITING = 64;

  /** Of a page's width: a line with less ink than that long is none. */
  private static final double LEAST_INK = 0.1;

  private static final Logger log = LoggerFactory.getLogger(Archive.class);
  private static final Duration RETRY = Duration.ofSeconds(10);
  private static final long CLOSING_MILLIS = 2_000;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss'Z'").withZone(ZoneOffset.UTC);
  private static final int MAX_NAME = 64; // letters of a hand's name, which may be a file's

  private final Page page;
  private final Store store;
  private final Duration retry;
  private final Counters counters;
  private final AtomicInteger waiting = new AtomicInteger(); // lines
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("archive").daemon().factory());
  private final OnceAMinute losses = new OnceAMinute(System::nanoTime); // whose lines they are
  private final OnceAMinute complaints = new OnceAMinute(System::nanoTime); // that thread's
  private volatile @Nullable Settings settings;
  private @Nullable Folder folder; // the thread's, as what follows
  private final Deque<Line> lines = new ArrayDeque<>();
  private boolean retrying;
  private long failures;

  /**
   * What the configuration says.
   *
   * @param folder made when it is first needed
   * @param maxBytes of all lines together
   */
  public record Settings(Path folder, long maxBytes) {}

  /** Keeps nothing before {@link #configure}. */
  public Archive(Page page, Store store, Counters counters) {
    this(page, store, RETRY, counters);
  }

  Archive(Page page, Store store, Duration retry, Counters counters) {
    this.page = page;
    this.store = store;
    this.retry = retry;
    this.counters = counters;
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Keeps lines as this says from now on; null: none. Any thread. */
  public void configure(@Nullable Settings next) {
    settings = next;
    thread.execute(
        () -> {
          folder = next == null ? null : new Folder(next.folder, next.maxBytes, store);
          work();
        });
  }

  /** Takes a line that has ended, if it is one; returns at once. One thread. */
  void take(Line line) {
    if (settings == null || line.length() < LEAST_INK * page.width()) {
      return;
    }
    if (waiting.incrementAndGet() <= MAX_WAITING) {
      try {
        // In the order of asking: no line goes into a folder that was given up before it.
        thread.execute(
            () -> {
              lines.add(line);
              work();
            });
        return;
      } catch (RejectedExecutionException e) {
        // It has been closed.
      }
    }
    waiting.decrementAndGet();
    counters.count(Counter.ARCHIVE_LOST);
    if (losses.due()) {
      log.warn(
          "the disk does not keep up with the archive, {} lines are lost so far",
          counters.get(Counter.ARCHIVE_LOST));
    }
  }

  private void work() {
    Folder into = folder;
    if (into == null) {
      waiting.addAndGet(-lines.size());
      lines.clear();
      return;
    }
    try {
      count(Counter.ARCHIVE_REMOVED, into.makeRoom(0));
      while (!lines.isEmpty()) {
        keep(lines.element(), into);
        lines.remove();
        waiting.decrementAndGet();
      }
      if (failures > 0) {
        log.info("the archive keeps lines again");
        failures = 0;
      }
    } catch (IOException | RuntimeException e) {
      counters.count(Counter.ARCHIVE_FAILED);
      failures++;
      if (complaints.due()) {
        log.warn(
            "the archive keeps no lines: {} ({} tries, {} lines wait)", e, failures, lines.size());
      }
      tryAgain();
    }
  }

  private void keep(Line line, Folder into) throws IOException {
    try {
      count(Counter.ARCHIVE_REMOVED, into.keep(name(line), line.svg(page)));
      counters.count(Counter.ARCHIVE_KEPT);
    } catch (Folder.TooLargeException e) {
      counters.count(Counter.ARCHIVE_LOST);
      if (complaints.due()) {
        log.warn("archive.max-size is too small: {}", e.getMessage());
      }
    }
  }

  private void tryAgain() {
    if (retrying || thread.isShutdown()) {
      return;
    }
    retrying = true;
    var _ =
        thread.schedule(
            () -> {
              retrying = false;
              work();
            },
            retry.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void count(Counter counter, int n) {
    if (n > 0) {
      counters.add(counter, n);
    }
  }

  /** Sorts by time, and says who wrote it in which hand. */
  private static String name(Line line) {
    Line.Origin origin = line.origin();
    Instant ended = line.ended();
    String hand = origin.hand().replaceAll("[^A-Za-z0-9_.-]", "_");
    return "%s-writer-%d-%s"
        .formatted(
            TIME.format(ended == null ? Instant.EPOCH : ended),
            origin.writer(),
            hand.substring(0, Math.min(MAX_NAME, hand.length())));
  }

  /** Ends when the lines that wait are kept, or the disk does not take them; within seconds. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSING_MILLIS, TimeUnit.MILLISECONDS)) {
        log.warn("the archive still waits for the disk");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
