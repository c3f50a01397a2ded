package inkcast.osc;

import inkcast.osc.OscOutput.Recipient;
import inkcast.tick.Counters;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configured targets, until others are: finds the addresses of their names, again every minute
 * since networks and names change, and says in the log what does not arrive. On a thread of its
 * own, as looking up a name may take long.
 */
final class Targets implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Targets.class);
  private static final long EVERY_SECONDS = 60;

  private final Sockets sockets;
  private final Counters counters;
  private final BiConsumer<List<Target>, List<Target>> onChange;
  private final Runnable onFound;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("osc-targets").factory());

  private volatile List<Entry> entries = List.of();
  private volatile int ownPort; // 0: there is none

  /** A target and what was said of it; this object's thread only, once that runs. */
  private static final class Entry {
    final Target target;
    volatile @Nullable DatagramRoute route;
    String problem = ""; // the last one logged
    long failed; // when last logged

    Entry(Target target) {
      this.target = target;
    }
  }

  /**
   * Nobody yet.
   *
   * @param onChange is told, on any thread, who leaves and who comes
   * @param onFound is called, on any thread, when a way to a target is found
   */
  Targets(
      EventLoop loop,
      Counters counters,
      BiConsumer<List<Target>, List<Target>> onChange,
      Runnable onFound) {
    this.sockets = new Sockets(loop);
    this.counters = counters;
    this.onChange = onChange;
    this.onFound = onFound;
  }

  /**
   * Sets them for the first time: opens the ways to all addresses; names are left to {@link
   * #start}.
   */
  void begin(List<Recipient> recipients) {
    set(recipients);
    findLiterals();
  }

  /** Replaces them, soon. Those that stay keep their ways, and miss nothing. Any thread. */
  void replace(List<Recipient> recipients) {
    thread.execute(
        () -> {
          List<Entry> before = entries;
          set(recipients);
          before.stream().filter(entry -> !entries.contains(entry)).forEach(Targets::close);
          findAll();
        });
  }

  private void set(List<Recipient> recipients) {
    List<Entry> gone = new ArrayList<>(entries);
    List<Entry> after = new ArrayList<>();
    List<Target> come = new ArrayList<>();
    for (Recipient recipient : recipients) {
      Entry entry =
          gone.stream()
              .filter(e -> e.target.recipient().equals(recipient))
              .findFirst()
              .orElseGet(() -> new Entry(new Target(recipient, counters)));
      after.add(entry);
      if (!gone.remove(entry)) {
        come.add(entry.target);
      }
    }
    entries = List.copyOf(after);
    onChange.accept(gone.stream().map(e -> e.target).toList(), come);
  }

  /** Begins to look for names and to report. */
  void start() {
    var _ = thread.scheduleWithFixedDelay(this::look, 0, EVERY_SECONDS, TimeUnit.SECONDS);
    // Whoever has mistyped a target should not wait for a minute.
    var _ = thread.schedule(this::report, 2, TimeUnit.SECONDS);
  }

  /** Sends nothing to a port of this program's own from now on; any thread. */
  void avoid(int port) {
    ownPort = port;
    for (Entry entry : entries) {
      if (isOwn(entry.target.recipient().to())) {
        entry.target.route(null); // before the first tick, not when a name has been looked up
      }
    }
    thread.execute(this::findAll);
  }

  /** Whether an address is a port of this program's own; a name is taken for another. */
  boolean isOwn(InetSocketAddress unresolved) {
    InetAddress literal = literal(unresolved.getHostString());
    return literal != null
        && OwnPort.isReachedBy(ownPort, new InetSocketAddress(literal, unresolved.getPort()));
  }

  private boolean isOwn(Target target, InetAddress address) {
    return OwnPort.isReachedBy(ownPort, new InetSocketAddress(address, target.port()));
  }

  /** In the order of the configuration; any thread. */
  List<Target> list() {
    return entries.stream().map(entry -> entry.target).toList();
  }

  @Override
  public void close() {
    thread.shutdownNow();
    entries.forEach(Targets::close);
    sockets.close();
  }

  private static void close(Entry entry) {
    if (entry.route != null) {
      entry.route.close();
    }
  }

  /** Looks up every target once and logs what is wrong. */
  void look() {
    findAll();
    report();
  }

  /** Names last, so that one that is looked up for long holds up no address. */
  private void findAll() {
    findLiterals();
    entries.stream().filter(entry -> !isLiteral(entry)).forEach(this::find);
  }

  private void findLiterals() {
    entries.stream().filter(Targets::isLiteral).forEach(this::find);
  }

  private static boolean isLiteral(Entry entry) {
    return literal(entry.target.host()) != null;
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
    DatagramRoute old = entry.route;
    try {
      InetAddress literal = literal(target.host());
      InetAddress address = literal == null ? InetAddress.getByName(target.host()) : literal;
      if (isOwn(target, address)) {
        target.route(null);
        entry.route = null;
        if (old != null) {
          old.close();
        }
        problem(entry, "it is Inkcast's own port, to which nothing is sent");
        return;
      }
      if (old != null && old.complete(address)) {
        return;
      }
      DatagramRoute route = sockets.route(target, address);
      entry.route = route;
      target.route(route);
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
