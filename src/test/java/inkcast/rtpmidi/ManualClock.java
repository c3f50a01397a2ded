package inkcast.rtpmidi;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.awaitility.Awaitility;

/** A clock that stands until it is set forward. */
final class ManualClock implements LongSupplier {
  private final AtomicLong nowNs = new AtomicLong(TimeUnit.HOURS.toNanos(7));

  private final AtomicLong reads = new AtomicLong();

  @Override
  public long getAsLong() {
    reads.incrementAndGet();
    return nowNs.get();
  }

  /** Waits until it was looked at so often since. */
  void awaitReads(int count) {
    long before = reads.get();
    Awaitility.await().until(() -> reads.get() >= before + count);
  }

  void forwardNs(long ns) {
    nowNs.addAndGet(ns);
  }

  void forward(long millis) {
    nowNs.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
