package inkcast.watch;

import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.watch.Subject.Target;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetric;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.ToLongFunction;

/** All figures in Prometheus' terms; they are read when they are asked for. */
final class Figures {
  private static final String PREFIX = "inkcast_";
  private static final double MILLIS = 1e3; // of a second

  private final Counters counters;
  private final LatenessBuckets lateness;
  private final Subject subject;
  private final PrometheusRegistry registry = new PrometheusRegistry();

  private Figures(Counters counters, LatenessBuckets lateness, Subject subject) {
    this.counters = counters;
    this.lateness = lateness;
    this.subject = subject;
  }

  /**
   * Puts them together.
   *
   * @param version of this build
   */
  static PrometheusRegistry of(
      String version, Counters counters, LatenessBuckets lateness, Subject subject) {
    Figures figures = new Figures(counters, lateness, subject);
    figures.build(version);
    figures.counters();
    figures.ticks();
    figures.outputs();
    figures.machine();
    return figures.registry;
  }

  private void build(String version) {
    Info.builder()
        .name(PREFIX + "build")
        .help("The version that runs")
        .labelNames("version")
        .register(registry)
        .addLabelValues(version);
  }

  private void counters() {
    Map<String, List<Counter>> metrics = new LinkedHashMap<>();
    for (Counter counter : Counter.values()) {
      metrics
          .computeIfAbsent(Series.of(counter).metric(), metric -> new ArrayList<>())
          .add(counter);
    }
    metrics.values().forEach(this::counters);
  }

  /** Those that are series of one metric. */
  private void counters(List<Counter> all) {
    Series first = Series.of(all.getFirst());
    if (first.gauge()) {
      gauge(first.metric(), first.help(), () -> counters.get(all.getFirst()));
      return;
    }
    String[] labels = first.label().isEmpty() ? new String[0] : new String[] {first.label()};
    CounterWithCallback.builder()
        .name(PREFIX + first.metric())
        .help(first.help())
        .labelNames(labels)
        .callback(
            callback -> {
              for (Counter counter : all) {
                String value = Series.of(counter).value();
                callback.call(
                    counters.get(counter),
                    labels.length == 0 ? new String[0] : new String[] {value});
              }
            })
        .register(registry);
  }

  private void ticks() {
    gauge("rate_hertz", "Ticks a second, as set", subject::rate);
    gauge("writers", "Writers", subject::writers);
    gauge(
        "config_last_reload_success_timestamp_seconds",
        "When the configuration was last taken over",
        () -> subject.configured().toEpochMilli() / MILLIS);
    registry.register((Collector) this::lateness);
  }

  private MetricSnapshot lateness() {
    return HistogramSnapshot.builder()
        .name(PREFIX + "tick_lateness_seconds")
        .help("How long after its deadline each tick began")
        .dataPoint(
            HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(
                    ClassicHistogramBuckets.of(LatenessBuckets.bounds(), lateness.counts()))
                .sum(lateness.sum())
                .build())
        .build();
  }

  private void outputs() {
    CounterWithCallback.builder()
        .name(PREFIX + "osc_target_packets")
        .help(
            "Packets for each of osc.targets: sent, failed (not taken, or come back as"
                + " unreachable) or dropped (address not known)")
        .labelNames("target", "outcome")
        .callback(
            callback -> {
              callback(callback, "sent", Target::sent);
              callback(callback, "failed", Target::failed);
              callback(callback, "dropped", Target::dropped);
            })
        .register(registry);
    GaugeWithCallback.builder()
        .name(PREFIX + "midi_port_open")
        .help("Whether a MIDI port that is configured is there")
        .labelNames("port")
        .callback(
            callback ->
                subject.ports().stream()
                    .distinct()
                    .forEach(port -> callback.call(port.open() ? 1 : 0, port.name())))
        .register(registry);
  }

  /** One that is configured twice, in two shapes, is one target here. */
  private void callback(
      CounterWithCallback.Callback callback, String outcome, ToLongFunction<Target> count) {
    Map<String, Long> sums = new LinkedHashMap<>();
    for (Target target : subject.targets()) {
      sums.merge(target.name(), count.applyAsLong(target), Long::sum);
    }
    sums.forEach((name, sum) -> callback.call(sum, name, outcome));
  }

  private void machine() {
    ProcessMetrics.builder().register(registry);
    JvmRuntimeInfoMetric.builder().register(registry);
    JvmMemoryMetrics.builder().register(registry);
    JvmBufferPoolMetrics.builder().register(registry);
    JvmGarbageCollectorMetrics.builder().register(registry);
    // JvmThreadsMetrics asks for every thread's state and for deadlocks, which stops them all.
    gauge(
        "jvm_threads",
        "Threads of the JVM",
        () -> ManagementFactory.getThreadMXBean().getThreadCount());
    if (ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider provider) {
      ByteBufAllocatorMetric netty = provider.metric();
      gauge(
          "network_direct_memory_bytes",
          "Direct memory that Netty's allocator holds",
          netty::usedDirectMemory);
      gauge(
          "network_heap_memory_bytes",
          "Heap memory that Netty's allocator holds",
          netty::usedHeapMemory);
    }
  }

  private void gauge(String metric, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(PREFIX + metric)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }
}
