package inkcast.watch;

import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.OnceAMinute;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches over everything, on a thread of its own: writes out the figures, sees what is wrong, and
 * tells the log and a webhook. Any thread may ask; nobody waits for it.
 */
public final class Watch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Watch.class);
  private static final long EVERY_SECONDS = 5;
  private static final long FRESH_NS = TimeUnit.SECONDS.toNanos(1);

  private final String name;
  private final Counters counters;
  private final Subject subject;
  private final PrometheusRegistry registry;
  private final Symptoms symptoms;
  private final Webhook webhook;
  private final LongSupplier nanoTime;
  private final InstantSource clock;
  private final OnceAMinute complaints;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("watch").factory());

  // The thread's own.
  private final Troubles troubles = new Troubles();
  private final News news = new News();
  private boolean freshIsOpen; // in OpenMetrics' format
  private @Nullable Exposition fresh;
  private long freshNs;

  private volatile List<Trouble> present = List.of();

  /**
   * Does not look yet.
   *
   * @param name of the piece
   * @param version of this build
   * @param lateness where the tick's thread records
   */
  public Watch(
      String name, String version, Counters counters, LatenessBuckets lateness, Subject subject) {
    this(
        name,
        version,
        counters,
        lateness,
        subject,
        Machine::read,
        Webhook.Patience.DEFAULT,
        System::nanoTime,
        InstantSource.system());
  }

  Watch(
      String name,
      String version,
      Counters counters,
      LatenessBuckets lateness,
      Subject subject,
      Supplier<Machine> machine,
      Webhook.Patience patience,
      LongSupplier nanoTime,
      InstantSource clock) {
    this.name = name;
    this.counters = counters;
    this.subject = subject;
    this.nanoTime = nanoTime;
    this.clock = clock;
    complaints = new OnceAMinute(nanoTime);
    registry = Figures.of(version, counters, lateness, subject);
    symptoms = new Symptoms(counters, lateness, subject, machine);
    webhook = new Webhook(patience, counters);
  }

  /** Looks every few seconds from now on. */
  public void start() {
    var _ = thread.scheduleWithFixedDelay(this::lookSafely, 0, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Tells this address of troubles, from now on and of those that there are.
   *
   * @param to null: nobody
   */
  public void webhook(@Nullable URI to) {
    if (webhook.to(to) && to != null) {
      execute(news::anew);
    }
  }

  /** What is wrong now, a sentence each. */
  public List<String> troubles() {
    return present.stream().map(Trouble::what).toList();
  }

  /**
   * Writes all figures out, for Prometheus; they may be a second old.
   *
   * @param accept what HTTP's header says, or null
   * @return completes on this object's thread
   */
  public CompletableFuture<Exposition> figures(@Nullable String accept) {
    try {
      return CompletableFuture.supplyAsync(() -> write(accept), thread);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Exposition write(@Nullable String accept) {
    long now = nanoTime.getAsLong();
    boolean open = Exposition.isOpen(accept);
    Exposition text = fresh;
    if (text == null || now - freshNs >= FRESH_NS || open != freshIsOpen) {
      text = Exposition.of(registry, open);
      fresh = text;
      freshNs = now;
      freshIsOpen = open;
    }
    return text;
  }

  private void execute(Runnable work) {
    try {
      thread.execute(work);
    } catch (RejectedExecutionException e) {
      log.debug("closed already", e);
    }
  }

  private void lookSafely() {
    try {
      look();
    } catch (Throwable e) { // which would be the last look
      if (complaints.due()) {
        log.error("looking for troubles failed", e);
      }
    }
  }

  /** Looks once; the thread's own. */
  void look() {
    long now = nanoTime.getAsLong();
    List<Trouble> all = troubles.of(symptoms.look(now), now, clock.instant());
    present = all;
    for (News.Item item : news.of(all, now)) {
      Trouble trouble = item.trouble();
      if (item.over()) {
        log.info("over: {}", trouble.what());
      } else {
        log.warn("trouble: {}", trouble.what());
      }
      webhook.tell(new Notice(name, clock.instant(), trouble, item.over(), details()).json());
    }
  }

  private Map<String, Long> details() {
    Map<String, Long> details = new LinkedHashMap<>();
    details.put("writers", (long) subject.writers());
    details.put("rate", Math.round(subject.rate()));
    for (Counter counter :
        List.of(Counter.TICKS, Counter.MISSED_TICKS, Counter.TICK_ERRORS, Counter.OUTPUT_ERRORS)) {
      details.put(counter.name().toLowerCase(Locale.ROOT), counters.get(counter));
    }
    return details;
  }

  /** Ends at once; what is not told yet is not told any more. */
  @Override
  public void close() {
    thread.shutdownNow();
    webhook.close();
  }
}
