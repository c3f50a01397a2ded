package inkcast.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What of the troubles is to be told: each when it begins and when it is over, but the same one not
 * again within ten minutes. One thread's.
 */
final class News {
  /** From being told of a trouble to being told that it has begun again. */
  static final Duration AGAIN = Duration.ofMinutes(10);

  private final Map<String, Trouble> told = new HashMap<>(); // and not yet over
  private final Map<String, Long> lastNs = new HashMap<>(); // when it was told

  /**
   * Something to tell.
   *
   * @param over whether the trouble is over
   */
  record Item(Trouble trouble, boolean over) {}

  /**
   * What is new.
   *
   * @param troubles all that there are now
   * @param nowNs monotonic time
   */
  List<Item> of(List<Trouble> troubles, long nowNs) {
    List<Item> news = new ArrayList<>();
    lastNs
        .entrySet()
        .removeIf(
            entry ->
                nowNs - entry.getValue() >= AGAIN.toNanos() && !told.containsKey(entry.getKey()));
    Map<String, Trouble> over = new HashMap<>(told);
    for (Trouble trouble : troubles) {
      String key = trouble.key();
      over.remove(key);
      if (told.containsKey(key)) {
        told.put(key, trouble);
      } else if (!lastNs.containsKey(key)) {
        told.put(key, trouble);
        lastNs.put(key, nowNs);
        news.add(new Item(trouble, false));
      }
    }
    over.forEach(
        (key, trouble) -> {
          told.remove(key);
          news.add(new Item(trouble, true));
        });
    return news;
  }

  /** There is somebody who has been told nothing yet. */
  void anew() {
    told.clear();
    lastNs.clear();
  }
}
