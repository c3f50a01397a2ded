package inkcast.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;

/** What {@code /metrics} said at one time. */
final class SoakFigures {
  private static final String LATENESS = "inkcast_tick_lateness_seconds_bucket{le=\"";
  private static final double MIB = 1 << 20;

  private final Map<String, Double> values = new LinkedHashMap<>(); // by name and labels

  /**
   * Reads them.
   *
   * @param text in Prometheus' format
   */
  SoakFigures(String text) {
    text.lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> {
              int space = line.lastIndexOf(' ');
              String value = line.substring(space + 1).replace("+Inf", "Infinity");
              values.put(line.substring(0, space), Double.valueOf(value));
            });
  }

  /** One series, with its labels as they stand in the text. */
  double get(String series) {
    Double value = values.get(series);
    if (value == null) {
      throw new NoSuchElementException(series + " in " + values.keySet());
    }
    return value;
  }

  /** All series of a metric together. */
  double sum(String metric) {
    return values.entrySet().stream()
        .filter(e -> e.getKey().equals(metric) || e.getKey().startsWith(metric + "{"))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  /** What must not grow, in MiB or pieces. */
  Map<String, Double> resources() {
    Map<String, Double> all = new LinkedHashMap<>();
    all.put("heap, MiB", heap());
    all.put(
        "direct memory, MiB",
        (get("jvm_buffer_pool_used_bytes{pool=\"direct\"}")
                + get("inkcast_network_direct_memory_bytes"))
            / MIB);
    all.put("threads", get("inkcast_jvm_threads"));
    all.put("descriptors", get("process_open_fds"));
    return all;
  }

  /** MiB of objects. */
  double heap() {
    return get("jvm_memory_used_bytes{area=\"heap\"}") / MIB;
  }

  /** MiB of the whole process. */
  double resident() {
    return get("process_resident_memory_bytes") / MIB;
  }

  /**
   * Milliseconds that a share of the ticks since other figures was late at most, to the next bound
   * of the histogram.
   */
  double lateness(SoakFigures before, double share) {
    TreeMap<Double, Double> counts = new TreeMap<>(); // ticks that were late at most so
    values.forEach(
        (series, value) -> {
          if (series.startsWith(LATENESS)) {
            String bound = series.substring(LATENESS.length(), series.length() - 2);
            counts.put(
                bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound),
                value - before.get(series));
          }
        });
    double ticks = counts.lastEntry().getValue();
    return counts.entrySet().stream()
        .filter(e -> e.getValue() >= share * ticks)
        .mapToDouble(e -> e.getKey() * 1000)
        .findFirst()
        .orElse(Double.NaN);
  }
}
