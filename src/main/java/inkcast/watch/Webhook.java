package inkcast.watch;

import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.OnceAMinute;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts notices, in their order, again and again with growing delays until they are taken. Its
 * thread is there while something is to be told. Any thread; nothing here waits.
 */
final class Webhook implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Webhook.class);

  /** Notices that wait at most; then the oldest is forgotten. */
  static final int MOST_WAITING = 32;

  private static final int OK = 200;
  private static final int REDIRECTION = 300;
  private static final int TIMEOUT = 408;
  private static final int TOO_EARLY = 425;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  private final Patience patience;
  private final Counters counters;
  private final Deque<String> waiting = new ArrayDeque<>(); // guarded by this, as is all below
  private @Nullable URI to;
  private @Nullable Thread thread;
  private boolean closed;
  private long failures; // in a row
  private final OnceAMinute complaints = new OnceAMinute(System::nanoTime);

  /**
   * How long it waits.
   *
   * @param answer for an answer
   * @param first before the second attempt; then twice as long, and so on
   * @param most between two attempts
   */
  record Patience(Duration answer, Duration first, Duration most) {
    static final Patience DEFAULT =
        new Patience(Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofMinutes(5));
  }

  /** Tells nobody yet. */
  Webhook(Patience patience, Counters counters) {
    this.patience = patience;
    this.counters = counters;
  }

  /**
   * Tells another address from now on; what waits goes there, too.
   *
   * @param to null: nobody
   * @return whether that is another one
   */
  synchronized boolean to(@Nullable URI to) {
    if (Objects.equals(to, this.to)) {
      return false;
    }
    this.to = to;
    failures = 0;
    if (to == null) {
      waiting.clear();
    }
    notifyAll();
    return true;
  }

  /** Posts this, soon. */
  synchronized void tell(String json) {
    if (to == null || closed) {
      return;
    }
    if (waiting.size() == MOST_WAITING) {
      waiting.removeFirst();
      counters.count(Counter.ALERTS_LOST);
    }
    waiting.addLast(json);
    if (thread == null) {
      thread = Thread.ofPlatform().daemon().name("webhook").start(this::run);
    }
  }

  /** Tells nothing any more, and does not wait. */
  @Override
  public synchronized void close() {
    closed = true;
    waiting.clear();
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** A notice and where it goes. */
  private record Errand(String json, URI to) {}

  private void run() {
    HttpClient client = null;
    try {
      for (Errand next = next(); next != null; next = next()) {
        String problem;
        try {
          client = client == null ? client() : client;
          problem = post(client, next);
        } catch (RuntimeException | Error e) { // no descriptor left, say: there will be one again
          problem = e.toString();
        }
        if (problem == null) {
          done(next);
        } else {
          pause(next, problem);
        }
      }
    } catch (InterruptedException e) {
      // It is closed.
    } finally {
      if (client != null) {
        client.shutdownNow();
      }
    }
  }

  private HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(patience.answer)
        .sslContext(SystemTrust.context())
        .build();
  }

  /** The oldest notice; null ends the thread. */
  private synchronized @Nullable Errand next() {
    String json = waiting.peekFirst();
    URI where = to;
    if (json == null || where == null || closed) {
      thread = null;
      return null;
    }
    return new Errand(json, where);
  }

  private synchronized void done(Errand errand) {
    waiting.removeFirstOccurrence(errand.json);
    failures = 0;
  }

  /** Rests before another attempt, unless there is another address to try. */
  private synchronized void pause(Errand errand, String problem) throws InterruptedException {
    failures++;
    complain(errand, problem + ", tried " + failures + " times, trying again");
    long doublings = Math.min(failures - 1, 20);
    long millis = Math.min(patience.most.toMillis(), patience.first.toMillis() << doublings);
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = millis; left > 0 && errand.to.equals(to); ) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
  }

  /** Says so, once a minute at most. */
  private synchronized void complain(Errand errand, String problem) {
    if (complaints.due()) {
      String host = errand.to.getHost(); // the rest of it may be a secret
      long lost = counters.get(Counter.ALERTS_LOST);
      log.warn("alert.webhook at {}: {}; {} notices lost so far", host, problem, lost);
    }
  }

  /** Gives why it must be tried again, or null. */
  private @Nullable String post(HttpClient client, Errand errand) throws InterruptedException {
    CompletableFuture<HttpResponse<Void>> answer = null;
    try {
      HttpRequest request =
          HttpRequest.newBuilder(errand.to)
              .header("Content-Type", "application/json")
              .header("User-Agent", "Inkcast")
              .POST(BodyPublishers.ofString(errand.json))
              .build();
      answer = client.sendAsync(request, BodyHandlers.discarding());
      int status = answer.get(patience.answer.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      if (status >= OK && status < REDIRECTION) {
        counters.count(Counter.ALERTS_SENT);
        return null;
      }
      if (status == TIMEOUT
          || status == TOO_EARLY
          || status == TOO_MANY
          || status >= SERVER_ERROR) {
        return "status " + status;
      }
      counters.count(Counter.ALERTS_LOST);
      complain(errand, "takes no notices, status " + status);
      return null;
    } catch (ExecutionException e) {
      return e.getCause() instanceof IOException io && io.getMessage() != null
          ? io.getMessage()
          : String.valueOf(e.getCause());
    } catch (TimeoutException e) {
      return "no answer in time";
    } catch (RuntimeException e) { // what is no URL after all, and what a proxy's settings throw
      counters.count(Counter.ALERTS_LOST);
      complain(errand, e.toString());
      return null;
    } finally {
      if (answer != null) {
        answer.cancel(true);
      }
    }
  }
}
