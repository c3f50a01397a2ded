package inkcast.app;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** The latest that a tick was since somebody asked. The tick's thread tells, any other asks. */
final class WorstLateness implements LongConsumer {
  private final AtomicLong worstNs = new AtomicLong();

  @Override
  public void accept(long latenessNs) {
    worstNs.accumulateAndGet(latenessNs, Math::max);
  }

  /** For people; from now on others count. */
  String take() {
    double millis = (double) worstNs.getAndSet(0) / TimeUnit.MILLISECONDS.toNanos(1);
    return String.format(Locale.ROOT, "ticks at most %.1f ms late", millis);
  }
}
