package inkcast.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets others find services by mDNS, in each network this machine is in, now or later. Without any
 * it waits for one and says nothing.
 */
public final class Discovery implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Discovery.class);
  private static final long LOOK_MILLIS = 1_000;
  private static final long RETRY_NS = TimeUnit.MINUTES.toNanos(1);
  private static final long GOODBYE_MILLIS = 1_000; // the first goes out at once

  private final String name;
  private final InetAddress bound;
  private volatile List<Service> services;
  private final Consumer<String> called;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread = new Thread(this::watch, "discovery");

  // The thread's own.
  private final Map<Network, Presence> presences = new HashMap<>();
  private final Map<Network, Long> failed = new HashMap<>(); // when, by System.nanoTime

  private Discovery(
      String name, InetAddress bound, List<Service> services, Consumer<String> called) {
    this.name = name;
    this.bound = bound;
    this.services = List.copyOf(services);
    this.called = called;
  }

  /**
   * Begins to announce, on a thread of its own.
   *
   * @param name of the services, and of this machine unless another has it already
   * @param bound what the services listen on: one address of this machine, or all of them; nothing
   *     is announced on loopback
   * @param services at first, see {@link #offer}
   * @param called is told what this machine is called, such as {@code inkcast.local}, when that has
   *     become true in a network; on that thread
   */
  public static Discovery start(
      String name, InetAddress bound, List<Service> services, Consumer<String> called) {
    Discovery discovery = new Discovery(name, bound, services, called);
    discovery.thread.setDaemon(true);
    discovery.thread.start();
    return discovery;
  }

  /** Announces these from now on, and no others; any thread. */
  public void offer(List<Service> all) {
    services = List.copyOf(all);
  }

  /** Withdraws everything, within a second. */
  @Override
  public void close() {
    end.countDown();
    try {
      thread.join(GOODBYE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch() {
    try {
      do {
        look();
      } while (!end.await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<CompletableFuture<?>> goodbyes = new ArrayList<>();
    presences.values().forEach(presence -> goodbyes.add(presence.withdraw()));
    Presence.await(goodbyes, GOODBYE_MILLIS);
  }

  private void look() {
    try {
      List<Network> networks = Network.reaching(bound);
      failed.keySet().retainAll(networks);
      leaveAllBut(networks);
      networks.forEach(this::enter);
      presences.values().forEach(presence -> presence.offer(services));
      presences.forEach(this::tell);
    } catch (IOException | RuntimeException e) {
      log.debug("cannot look at the networks", e); // until the next time
    }
  }

  private void leaveAllBut(List<Network> networks) {
    presences
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !networks.contains(entry.getKey());
              if (gone) {
                log.info("no longer announced on {}, which is gone", entry.getKey());
              } else if (entry.getValue().isLost()) {
                failed(entry.getKey(), "it takes no messages");
              } else {
                return false;
              }
              var unused = entry.getValue().withdraw();
              return true;
            });
  }

  private void enter(Network network) {
    Long last = failed.get(network);
    if (presences.containsKey(network) || (last != null && System.nanoTime() - last < RETRY_NS)) {
      return;
    }
    try {
      presences.put(network, new Presence(network, name, services));
    } catch (IOException e) {
      failed(network, String.valueOf(e.getMessage()));
    }
  }

  /** Says it once, until it has gone well again. */
  private void failed(Network network, String why) {
    if (failed.put(network, System.nanoTime()) == null) {
      log.warn("cannot announce on {}: {}; trying again every minute", network, why);
    }
  }

  private void tell(Network network, Presence presence) {
    String name = presence.news();
    if (name != null) {
      failed.remove(network);
      log.info("announced on {} as {}", network, name);
      called.accept(name);
    }
  }
}
