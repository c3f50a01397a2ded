package inkcast.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How long whoever has tried wrong tokens waits for an answer: longer with each, by source, as a
 * venue's people share few addresses. Only wrong ones wait, so nobody can lock out who knows the
 * right one. One event loop's.
 */
final class Attempts {
  private static final int FREE = 3; // slips of a finger
  private static final long FORGIVEN_NS = TimeUnit.SECONDS.toNanos(30); // one, after so long
  private static final long FIRST_MILLIS = 250;
  private static final int DOUBLINGS = 5; // to 8 seconds
  private static final int MOST = FREE + DOUBLINGS + 1;
  private static final int SOURCES = 1024;
  private static final int MOST_WAITING = 256;
  private static final int NETWORK_BYTES = 8; // of IPv6: all the rest is one customer's

  private final LongSupplier nanoTime;
  private int waiting;
  private final Map<ByteBuffer, Tried> sources =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Tried> eldest) {
          return size() > SOURCES;
        }
      };

  /** Wrong tokens of a source, less those that are forgiven. */
  private record Tried(int wrong, long sinceNs) {}

  /** None yet. */
  Attempts(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Milliseconds that the answer to another wrong token waits. */
  long wrong(InetAddress source) {
    long now = nanoTime.getAsLong();
    ByteBuffer key = key(source);
    Tried before = sources.getOrDefault(key, new Tried(0, now));
    long forgiven = Math.min(before.wrong, (now - before.sinceNs) / FORGIVEN_NS);
    int wrong = Math.min(MOST, before.wrong - (int) forgiven + 1);
    boolean fresh = before.wrong == forgiven;
    sources.put(key, new Tried(wrong, fresh ? now : before.sinceNs + forgiven * FORGIVEN_NS));
    return wrong <= FREE ? 0 : FIRST_MILLIS << (wrong - FREE - 1);
  }

  /** Whether one more answer may wait; call {@link #answered} when it has. */
  boolean mayWait() {
    if (waiting >= MOST_WAITING) {
      return false;
    }
    waiting++;
    return true;
  }

  void answered() {
    waiting--;
  }

  /** Sources that are remembered. */
  int size() {
    return sources.size();
  }

  private static ByteBuffer key(InetAddress source) {
    byte[] bytes = source.getAddress();
    return source instanceof Inet6Address
        ? ByteBuffer.wrap(bytes, 0, NETWORK_BYTES)
        : ByteBuffer.wrap(bytes);
  }
}
