package inkcast.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.watch.Subject.Port;
import inkcast.watch.Subject.Target;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What /metrics says. */
public final class FiguresTest {
  private final Counters counters = new Counters();
  private final LatenessBuckets lateness = new LatenessBuckets();
  private final FakeSubject subject = new FakeSubject();

  /** Every metric and series, as text. */
  private String text() {
    return text(null);
  }

  private String text(String accept) {
    return new String(
        Exposition.of(Figures.of("1.2.3", counters, lateness, subject), Exposition.isOpen(accept))
            .body(),
        StandardCharsets.UTF_8);
  }

  @Test
  void shouldTellEveryCounterOnce() {
    Set<String> series = new HashSet<>();
    for (Counter counter : Counter.values()) {
      counters.add(counter, 1000 + counter.ordinal());
      Series s = Series.of(counter);
      assertTrue(series.add(s.metric() + " " + s.value()), "twice: " + s);
    }
    List<String> lines = text().lines().filter(line -> line.startsWith("inkcast_")).toList();
    for (Counter counter : Counter.values()) {
      String value = " " + (1000 + counter.ordinal()) + ".0";
      assertEquals(1, lines.stream().filter(line -> line.endsWith(value)).count(), counter.name());
    }
  }

  @Test
  void shouldNameRestartsByTheirCause() {
    counters.count(Counter.RESTARTS_PEN_STUCK);
    String text = text();
    assertTrue(text.contains("\ninkcast_restarts_total{cause=\"pen_stuck\"} 1.0\n"), text);
    assertTrue(text.contains("\n# TYPE inkcast_restarts_total counter\n"), text);
    assertTrue(text.contains("\n# TYPE inkcast_web_connections gauge\n"), text);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 0",
    "50000, 0",
    "50001, 1",
    "16666667, 8",
    "5000000000, 15",
    "5000000001, 16",
    "9223372036854775807, 16",
  })
  void shouldSortLatenessIntoBuckets(long ns, int bucket) {
    lateness.accept(ns);
    assertEquals(1, lateness.counts()[bucket]);
    assertEquals(1, Arrays.stream(lateness.counts()).sum());
  }

  @Test
  void shouldTellTheLatenessAsAHistogram() {
    lateness.accept(200_000);
    lateness.accept(3_000_000);
    String text = text();
    assertTrue(text.contains("\ninkcast_tick_lateness_seconds_bucket{le=\"1.0E-4\"} 0\n"), text);
    assertTrue(text.contains("\ninkcast_tick_lateness_seconds_bucket{le=\"2.5E-4\"} 1\n"), text);
    assertTrue(text.contains("\ninkcast_tick_lateness_seconds_bucket{le=\"0.005\"} 2\n"), text);
    assertTrue(text.contains("\ninkcast_tick_lateness_seconds_bucket{le=\"+Inf\"} 2\n"), text);
    assertTrue(text.contains("\ninkcast_tick_lateness_seconds_sum 0.0032\n"), text);
  }

  @Test
  void shouldTellWhatBecameOfEachTargetsPacketsEvenIfItIsConfiguredTwice() {
    subject.targets =
        List.of(
            new Target("10.0.0.5:7000", true, 10, 1, 0),
            new Target("10.0.0.5:7000", true, 5, 0, 0),
            new Target("nowhere:7000", false, 0, 0, 7));
    subject.ports = List.of(new Port("VirMIDI", true), new Port("Gone", false));
    String text = text();
    for (String series :
        List.of(
            "osc_target_packets_total{outcome=\"sent\",target=\"10.0.0.5:7000\"} 15.0",
            "osc_target_packets_total{outcome=\"failed\",target=\"10.0.0.5:7000\"} 1.0",
            "osc_target_packets_total{outcome=\"dropped\",target=\"nowhere:7000\"} 7.0",
            "midi_port_open{port=\"VirMIDI\"} 1.0",
            "midi_port_open{port=\"Gone\"} 0.0",
            "build_info{version=\"1.2.3\"} 1",
            "rate_hertz 60.0",
            "writers 4.0")) {
      assertTrue(text.contains("\ninkcast_" + series + "\n"), series);
    }
  }

  @Test
  void shouldTellOfTheMachine() {
    Set<String> names =
        text().lines().map(line -> line.split("[{ ]")[0]).collect(Collectors.toSet());
    for (String name :
        List.of(
            "process_open_fds",
            "process_max_fds",
            "process_resident_memory_bytes",
            "process_start_time_seconds",
            "jvm_memory_used_bytes",
            "jvm_buffer_pool_used_bytes",
            "jvm_gc_collection_seconds_count",
            "inkcast_jvm_threads",
            "inkcast_network_direct_memory_bytes")) {
      assertTrue(names.contains(name), name);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|text/plain; version=0.0.4; charset=utf-8",
        "*/*|text/plain; version=0.0.4; charset=utf-8",
        "text/plain;version=0.0.4|text/plain; version=0.0.4; charset=utf-8",
        // As Prometheus 2 and 3 ask.
        "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.4,*/*;q=0.1"
            + "|application/openmetrics-text; version=1.0.0; charset=utf-8",
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;"
            + "encoding=delimited;q=0.6,text/plain;version=0.0.4;q=0.4,*/*;q=0.2"
            + "|text/plain; version=0.0.4; charset=utf-8",
      })
  void shouldSpeakTheFormatThatIsAskedFor(String accept, String type) {
    Exposition text =
        Exposition.of(Figures.of("1", counters, lateness, subject), Exposition.isOpen(accept));
    assertEquals(type, text.type());
    boolean open = type.startsWith("application/openmetrics");
    assertEquals(open, text(accept).endsWith("# EOF\n"));
  }
}
