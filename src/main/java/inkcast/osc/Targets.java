package inkcast.osc;

import inkcast.osc.OscOutput.Recipient;
import inkcast.tick.Counters;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configured targets: finds the addresses of their names, again every minute since networks and
 * names change, and says in the log what does not arrive. On a thread of its own, as looking up a
 * name may take long.
 */
final class Targets implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Targets.class);
  private static final long EVERY_SECONDS = 60;

  private final Sockets sockets;
  private final List<Entry> entries;
  private final Runnable onFound;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("osc-targets").factory());

  /** A target and what was said of it; this object's thread only, once that runs. */
  private static final class Entry {
    final Target target;
    String problem = ""; // the last one logged
    long failed; // when last logged

    Entry(Target target) {
      this.target = target;
    }
  }

  /**
   * Opens the ways to all addresses; those of names are being looked for when this returns.
   *
   * @param onFound is called, on any thread, when a way to a target is found
   */
  Targets(EventLoop loop, List<Recipient> recipients, Counters counters, Runnable onFound) {
    this.sockets = new Sockets(loop);
    this.onFound = onFound;
    entries = recipients.stream().map(to -> new Entry(new Target(to, counters))).toList();
    for (Entry entry : entries) {
      if (literal(entry.target.host()) != null) {
        find(entry);
      }
    }
  }

  /** Begins to look for names and to report. */
  void start() {
    var _ = thread.scheduleWithFixedDelay(this::look, 0, EVERY_SECONDS, TimeUnit.SECONDS);
    // Whoever has mistyped a target should not wait for a minute.
    var _ = thread.schedule(this::report, 2, TimeUnit.SECONDS);
  }

  /** In the order of the configuration. */
  List<Target> list() {
    return entries.stream().map(entry -> entry.target).toList();
  }

  /** Lets go what was written; event loop only. */
  void flush() {
    sockets.flush();
  }

  @Override
  public void close() {
    thread.shutdownNow();
    for (Entry entry : entries) {
      Route route = entry.target.route();
      if (route != null) {
        route.close();
      }
    }
    sockets.close();
  }

  /** Looks up every target once and logs what is wrong. */
  void look() {
    entries.forEach(this::find);
    report();
  }

  private void report() {
    for (Entry entry : entries) {
      Target target = entry.target;
      long failed = target.failed();
      if (failed > entry.failed) {
        entry.failed = failed;
        log.warn(
            "OSC target {}: at least {} datagrams failed so far, the last: {}",
            target,
            failed,
            target.lastFailure());
      }
    }
  }

  private void find(Entry entry) {
    Target target = entry.target;
    Route old = target.route();
    try {
      InetAddress literal = literal(target.host());
      InetAddress address = literal == null ? InetAddress.getByName(target.host()) : literal;
      if (old != null && old.complete(address)) {
        return;
      }
      target.route(sockets.route(target, address));
      if (old != null) {
        old.close();
      }
      if (old == null || !old.address().getAddress().equals(address)) {
        log.info("OSC target {} is at {}", target, address.getHostAddress());
        onFound.run();
      }
      entry.problem = "";
    } catch (UnknownHostException e) {
      problem(entry, "its address is not known");
    } catch (Exception e) { // also what Netty throws undeclared
      problem(entry, "no socket: " + e.getMessage());
    }
  }

  private static void problem(Entry entry, String problem) {
    if (!problem.equals(entry.problem)) {
      entry.problem = problem;
      log.warn("OSC target {}: {}; trying again every minute", entry.target, problem);
    }
  }

  private static @Nullable InetAddress literal(String host) {
    try {
      return InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
