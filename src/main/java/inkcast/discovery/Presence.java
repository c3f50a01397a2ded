package inkcast.discovery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceInfo;
import org.jspecify.annotations.Nullable;

/** Services announced in one network. One thread's. */
final class Presence {
  private final String name;
  private final JmDNS dns;
  private final Map<Service, ServiceInfo> offered = new HashMap<>();
  private final CompletableFuture<?> announced;
  private volatile boolean lost;
  private @Nullable String seen;
  private @Nullable String told;

  /**
   * Begins to announce, which takes about two seconds, and does not wait for it.
   *
   * @param name of the services, and of the host if nobody else has it
   * @throws IOException if the network does not let us
   */
  Presence(Network network, String name, List<Service> services) throws IOException {
    dns = JmDNS.create(network.address(), name);
    dns.setDelegate((failed, infos) -> lost = true);
    this.name = name;
    announced = offer(services);
  }

  /**
   * Announces these and no others.
   *
   * @return ends when that is done
   */
  CompletableFuture<?> offer(List<Service> services) {
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (Service gone : Set.copyOf(offered.keySet())) {
      if (!services.contains(gone)) {
        ServiceInfo info = offered.remove(gone);
        all.add(aside(() -> dns.unregisterService(info)));
      }
    }
    for (Service service : services) {
      if (!offered.containsKey(service)) {
        ServiceInfo info =
            ServiceInfo.create(
                service.type() + ".local.",
                service.name() == null ? name : service.name(),
                service.port(),
                0,
                0,
                service.text());
        offered.put(service, info);
        all.add(aside(() -> dns.registerService(info)));
      }
    }
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
  }

  /**
   * What this machine is called there, such as {@code inkcast.local}; null if that was told. A name
   * counts once it has lasted until the next call: whoever has it already may say so late.
   */
  @Nullable String news() {
    String name = dns.getHostName().replaceFirst("\\.$", "");
    if (!announced.isDone() || isLost()) {
      return null;
    }
    boolean lasting = name.equals(seen);
    seen = name;
    if (!lasting || name.equals(told)) {
      return null;
    }
    told = name;
    return name;
  }

  /** Whether it has given up, after an error of the network. */
  boolean isLost() {
    return lost || announced.isCompletedExceptionally();
  }

  /** Says goodbye; the future ends when that is done. */
  CompletableFuture<?> withdraw() {
    return aside(dns::close);
  }

  /** Waits for what has been begun, though not for ever. */
  static void await(List<CompletableFuture<?>> all, long millis) {
    try {
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
          .get(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // The others forget us when their records expire.
    }
  }

  private interface Action {
    void run() throws IOException;
  }

  private static CompletableFuture<?> aside(Action action) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                action.run();
                done.complete(null);
              } catch (IOException | RuntimeException e) {
                done.completeExceptionally(e);
              }
            });
    return done;
  }
}
