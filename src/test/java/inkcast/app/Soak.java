package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A year in some minutes: each day the house opens with another configuration, a crowd comes, some
 * of it stalls, somebody says nonsense, and the house closes. Not a part of the tests, as its name
 * says: see CONTRIBUTING. The report is in {@code target/soak}.
 */
class Soak {
  private static final int DAYS = 365;
  private static final double YEAR_MINUTES = 20; // in fewer there is not the time for all of it
  private static final int CROWD = 40;
  private static final int LONG_NIGHT = 10; // each so many days the house is closed to its end
  private static final int PEERS = 2; // of the MIDI session
  private static final double RATE = 60;
  private static final double GROWTH = 0.05;

  // Of the samples, the first that counts: what is told to a webhook, which nobody takes, waits for
  // a trouble that has lasted for two minutes, and then has a client and the system's certificates.
  private static final int BASE = 3;

  private static final int MOST_WRITERS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Path REPORT = Path.of("target", "soak");

  @TempDir private Path folder;
  private final List<Double> minutes = new ArrayList<>();
  private final List<SoakFigures> samples = new ArrayList<>();
  private final List<String> report = new ArrayList<>();
  private final double length = Double.parseDouble(System.getProperty("soak.minutes", "20"));
  private final int days = (int) Math.ceil(DAYS * Math.min(1, length / YEAR_MINUTES));
  private int reloads;
  private int refusedReloads;
  private long reconnects;

  @Test
  void shouldBeAfterAYearWhatItWasAfterAMinute() throws Exception {
    try (BenchPeers receiver = new BenchPeers();
        SoakedDaemon daemon = new SoakedDaemon(folder, yaml(0, receiver.port(), List.of(), true))) {
      long begin = System.nanoTime();
      SoakVisitor visitor = new SoakVisitor(daemon.port());
      BenchMidi midi = new BenchMidi(PEERS, RATE);
      double nextSample = 1;
      int day = 0;
      for (; day < days || minutesSince(begin) < length; day++) {
        if (day % LONG_NIGHT == 0) {
          midi.close(); // its peers are lost, and others come
          midi = new BenchMidi(PEERS, RATE);
        }
        reload(daemon, yaml(day, receiver.port(), midi.addresses(), true));
        try (BenchCrowd crowd = new BenchCrowd(CROWD, daemon.port())) {
          visitor.speak();
          if (day % 7 == 0) {
            reload(daemon, "rate: fast\n");
            refusedReloads++;
          }
          rest(begin, day + 0.7);
          reconnects += crowd.take().reconnects();
        }
        reload(daemon, yaml(day, receiver.port(), midi.addresses(), false));
        rest(begin, day + (day % LONG_NIGHT == 0 ? 2.5 : 1));
        if (minutesSince(begin) >= nextSample) {
          sample(daemon, receiver.port(), midi, begin, false);
          nextSample = Math.floor(minutesSince(begin)) + 1;
        }
      }
      report.add(String.format(Locale.ROOT, "%d days in %.1f minutes", day, minutesSince(begin)));
      sample(daemon, receiver.port(), midi, begin, true);
      write();
      sumUp(daemon, visitor);
      midi.close();
      assertEquals(0, daemon.end());
    } finally {
      Files.createDirectories(REPORT);
      Files.write(REPORT.resolve("report.txt"), report);
    }
  }

  private void reload(SoakedDaemon daemon, String yaml) throws IOException, InterruptedException {
    daemon.reload(yaml);
    reloads++;
    int so = reloads;
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                daemon.lines().stream()
                        .filter(line -> line.matches(".* Reload: .*(taken over|to take over).*"))
                        .count()
                    >= so);
  }

  /** One day's configuration. */
  private static String yaml(int day, int receiver, List<String> peers, boolean open) {
    String hand = List.of("cursive", "hanzi", "engraver").get(day / 30 % 3);
    return """
    server: {port: 0}
    writers:
      - {hand: cursive}
      - {hand: %s, temperature: %s}
      - {seed: %d}
    %s
    osc: {targets: ["127.0.0.1:%d", "127.0.0.1:9"%s], shape: %s}
    midi: {rtp: {enabled: %s, port: 0, invite: %s}, mpe: %s}
    visitor: {reset: 1s}
    hours: {zone: UTC, open: {%s}}
    archive: {dir: ink, max-size: %s}
    alert: {webhook: "http://127.0.0.1:9/"}
    """
        .formatted(
            hand,
            0.4 + day % 5 / 10.0,
            day / 20,
            day % 3 == 0 ? "  - {at: [50, 900]}" : "",
            receiver,
            day % 4 == 0 ? ", \"127.0.0.1:11\"" : "",
            day % 2 == 0 ? "tuple" : "bundle",
            day % 50 != 49,
            peers.stream().map(peer -> "\"" + peer + "\"").toList(),
            day % 25 == 24,
            open ? "" : "mon-sun: closed",
            day % 2 == 0 ? "200kB" : "500kB");
  }

  /** Until so many days of the year have passed. */
  private void rest(long begin, double day) {
    long until = begin + (long) (day / days * length * TimeUnit.MINUTES.toNanos(1));
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }

  private static double minutesSince(long begin) {
    return (System.nanoTime() - begin) / (double) TimeUnit.MINUTES.toNanos(1);
  }

  /** Looks at it when it is open, and nobody is there but its MIDI peers. */
  private void sample(SoakedDaemon daemon, int receiver, BenchMidi midi, long begin, boolean end)
      throws IOException, InterruptedException {
    reload(daemon, yaml(1, receiver, midi.addresses(), true));
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              SoakFigures now = daemon.figures();
              return now.get("inkcast_web_connections") == 0
                  && (!end || now.get("inkcast_osc_subscribers") == 0) // leases last 30 s
                  && now.get("inkcast_midi_peers") == PEERS;
            });
    SoakFigures figures = daemon.figures();
    minutes.add(minutesSince(begin));
    samples.add(figures);
    report.add(
        String.format(
            Locale.ROOT,
            "minute %.1f: %s, resident %.0f MiB, %.0f ticks, %.0f missed",
            minutes.getLast(),
            figures.resources(),
            figures.resident(),
            figures.get("inkcast_ticks_total"),
            figures.get("inkcast_missed_ticks_total")));
  }

  /**
   * So few that a twentieth of them is less than one: a buffer of a pool, threads that come and go.
   */
  private static double slack(String what) {
    return switch (what) {
      case "direct memory, MiB" -> 1;
      case "threads", "descriptors" -> 4;
      default -> 0;
    };
  }

  /** Reloads that it says have been taken over. */
  private static long taken(SoakedDaemon daemon) {
    return daemon.lines().stream()
        .filter(line -> line.matches(".* Reload: .*(taken over|to take over).*"))
        .filter(line -> !line.contains("not taken over"))
        .count();
  }

  private void write() throws IOException {
    Map<String, List<Double>> memory = new LinkedHashMap<>();
    for (SoakFigures sample : samples) {
      sample
          .resources()
          .forEach(
              (what, value) -> memory.computeIfAbsent(what, w -> new ArrayList<>()).add(value));
      memory.computeIfAbsent("resident, MiB", w -> new ArrayList<>()).add(sample.resident());
    }
    SoakGraph.write(REPORT.resolve("memory.svg"), minutes, memory);
    Map<String, List<Double>> lateness = new LinkedHashMap<>();
    for (int i = 1; i < samples.size(); i++) {
      for (double share : new double[] {0.5, 0.99, 0.999}) {
        lateness
            .computeIfAbsent(100 * share + "% of ticks, ms late at most", w -> new ArrayList<>())
            .add(samples.get(i).lateness(samples.get(i - 1), share));
      }
      lateness
          .computeIfAbsent("missed ticks", w -> new ArrayList<>())
          .add(
              samples.get(i).get("inkcast_missed_ticks_total")
                  - samples.get(i - 1).get("inkcast_missed_ticks_total"));
    }
    SoakGraph.write(REPORT.resolve("lateness.svg"), minutes.subList(1, minutes.size()), lateness);
  }

  /** Nothing has grown, and every count is what was done. */
  private void sumUp(SoakedDaemon daemon, SoakVisitor visitor) {
    SoakFigures first = samples.get(Math.min(BASE, samples.size() - 1));
    SoakFigures last = samples.getLast();
    report.add(
        String.format(
            Locale.ROOT,
            "%d reloads, %d of them refused; phones came anew %d times; %.0f datagrams sent to all"
                + " targets, of %.0f strokes",
            reloads,
            refusedReloads,
            reconnects,
            last.get("inkcast_osc_sent_packets_total"),
            last.get("inkcast_strokes_total")));
    first
        .resources()
        .forEach(
            (what, before) ->
                report.add(
                    String.format(
                        Locale.ROOT,
                        "%s: %.1f after the fourth minute, %.1f at the end",
                        what,
                        before,
                        last.resources().get(what))));
    first
        .resources()
        .forEach(
            (what, before) ->
                assertTrue(
                    last.resources().get(what) <= before * (1 + GROWTH) + slack(what),
                    what + " was " + before + " and is " + last.resources().get(what)));
    assertEquals(
        visitor.unknown(), last.get("inkcast_refused_messages_total{reason=\"unknown_address\"}"));
    assertEquals(
        visitor.wrong(), last.get("inkcast_refused_messages_total{reason=\"wrong_type\"}"));
    assertEquals(refusedReloads, last.get("inkcast_refused_messages_total{reason=\"bad_config\"}"));
    assertTrue(
        last.get("inkcast_web_malformed_messages_total") >= visitor.malformed()); // HTTP's, too
    double ticks = last.get("inkcast_ticks_total");
    assertTrue(last.get("inkcast_strokes_total") <= MOST_WRITERS * ticks);
    assertTrue(last.get("inkcast_strokes_total") >= ticks, "it was closed for less than half");
    assertEquals(reloads - refusedReloads, taken(daemon));
    assertEquals(
        last.get("inkcast_ticks_total"), last.get("inkcast_tick_lateness_seconds_count"), 1);
    assertEquals(0, last.get("inkcast_tick_errors_total"));
    assertEquals(0, last.get("inkcast_output_errors_total"));
    assertEquals(
        List.of(),
        daemon.lines().stream()
            .filter(line -> line.contains("ERROR") && !line.contains("not taken over"))
            .toList());
  }
}
