package inkcast.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import inkcast.watch.ResidentMemory;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The part of {@link BenchReport} about the whole daemon. */
final class TickReport {
  private static final double MIB = 1 << 20;
  private static final double SHORT_SECONDS = 60;

  private TickReport() {}

  /** Prints tables for people. */
  static void print(PrintWriter out, LatenessRun run) {
    LatenessRun.Setup setup = run.setup();
    TickFigures f = run.figures();
    out.printf(
        Locale.ROOT,
        "%nLateness in us of %,d ticks at %s/s: %,d writers, threads %d, an OSC target%s, phones"
            + " %d%n%16s %9s %9s %9s %9s %8s%n",
        f.daemon().ticks(),
        plain(setup.rate()),
        setup.writers(),
        setup.threads(),
        setup.spread() ? " (spread)" : "",
        setup.phones(),
        "",
        "p50",
        "p99",
        "p99.9",
        "max",
        "missed");
    line(out, "the daemon", f.daemon(), f.missed());
    line(out, "an empty loop", f.bare(), f.bareMissed());
    if (f.daemon().p999() == null) {
      out.printf(
          Locale.ROOT,
          "p99.9 takes %,d ticks: --seconds %.0f, or --rate %.0f --seconds %.0f%n",
          Lateness.TICKS_FOR_P999,
          Math.ceil(Lateness.TICKS_FOR_P999 / setup.rate()),
          Lateness.TICKS_FOR_P999 / SHORT_SECONDS,
          SHORT_SECONDS);
    }
    out.printf(
        Locale.ROOT,
        "%nIts process: %.1f%% of a core, an empty loop %.1f%%; resident %s; heap after a"
            + " collection %.1f MiB%nCollections: %,d, the longest %,d ms; the tick's thread"
            + " allocates %.2f bytes/stroke%nFrom exec to its first tick: %,d ms%nOSC: %,d"
            + " datagrams sent since its start, %,d lost; phones received %,d frames%n",
        100 * f.cores(),
        100 * f.bareCores(),
        resident(f.resident()),
        f.heapBytes() / MIB,
        f.collections(),
        f.longestPauseMillis(),
        f.bytesPerStroke(),
        run.startMillis(),
        run.sent(),
        run.lost(),
        run.frames());
    if (setup.crowd() > 0) {
      BenchCrowd.Heard crowd = run.crowd();
      out.printf(
          Locale.ROOT,
          "Crowd: %,d phones; those that stayed and read got %,d to %,d bytes each; %,d came anew"
              + " since the start, %,d failed%n",
          crowd.size(),
          crowd.least(),
          crowd.most(),
          crowd.reconnects(),
          crowd.failures());
    }
    if (setup.midiPeers() > 0) {
      BenchMidi.Heard midi = run.midi();
      out.printf(
          Locale.ROOT,
          "MIDI: %d of %d peers there, %,d notes at all together, %,d packets lost; RTP timestamps"
              + " off an even beat: p99 %,.0f us; arrivals off their median way from these: p50"
              + " %,.0f, p99 %,.0f, max %,.0f us%n",
          midi.peers(),
          setup.midiPeers(),
          midi.notes(),
          midi.lost(),
          midi.beat(),
          midi.p50(),
          midi.p99(),
          midi.max());
    }
  }

  /** Adds all of it for machines. */
  static void put(ObjectNode tick, LatenessRun run) {
    LatenessRun.Setup setup = run.setup();
    TickFigures f = run.figures();
    tick.put("writers", setup.writers()).put("rate_hz", setup.rate());
    tick.put("threads", setup.threads()).put("spread", setup.spread());
    tick.put("start_ms", run.startMillis());
    tick.put("phones", setup.phones()).put("ticks", f.daemon().ticks());
    put(tick, "", f.daemon(), f.missed());
    put(tick, "bare_", f.bare(), f.bareMissed());
    tick.put("cpu_percent_of_a_core", BenchReport.decimal(100 * f.cores()));
    tick.put("bare_cpu_percent_of_a_core", BenchReport.decimal(100 * f.bareCores()));
    if (f.resident() != null) {
      tick.put("resident_mib", BenchReport.decimal(f.resident().now()));
      tick.put("resident_peak_mib", BenchReport.decimal(f.resident().peak()));
    }
    tick.put("heap_mib", BenchReport.decimal(f.heapBytes() / MIB));
    tick.put("collections", f.collections()).put("longest_pause_ms", f.longestPauseMillis());
    tick.put("bytes_per_stroke", BenchReport.decimal(f.bytesPerStroke()));
    tick.put("datagrams_sent", run.sent()).put("datagrams_lost", run.lost());
    tick.put("frames", run.frames());
    if (setup.crowd() > 0) {
      tick.put("crowd", setup.crowd()).put("crowd_reconnects", run.crowd().reconnects());
      tick.put("crowd_failures", run.crowd().failures());
      tick.put("crowd_least_bytes", run.crowd().least());
      tick.put("crowd_most_bytes", run.crowd().most());
    }
    if (setup.midiPeers() > 0) {
      tick.put("midi_peers", run.midi().peers()).put("midi_notes", run.midi().notes());
      tick.put("midi_packets_lost", run.midi().lost());
      tick.put("midi_beat_p99_us", BenchReport.decimal(run.midi().beat()));
      tick.put("midi_p50_us", BenchReport.decimal(run.midi().p50()));
      tick.put("midi_p99_us", BenchReport.decimal(run.midi().p99()));
      tick.put("midi_max_us", BenchReport.decimal(run.midi().max()));
    }
  }

  private static void line(PrintWriter out, String what, Lateness.Figures f, long missed) {
    out.printf(
        Locale.ROOT,
        "%16s %,9.0f %,9.0f %9s %,9.0f %,8d%n",
        what,
        f.p50(),
        f.p99(),
        f.p999() == null ? "-" : String.format(Locale.ROOT, "%,.0f", f.p999()),
        f.max(),
        missed);
  }

  private static void put(ObjectNode tick, String whose, Lateness.Figures f, long missed) {
    tick.put(whose + "p50_us", BenchReport.decimal(f.p50()));
    tick.put(whose + "p99_us", BenchReport.decimal(f.p99()));
    if (f.p999() != null) {
      tick.put(whose + "p999_us", BenchReport.decimal(f.p999()));
    }
    tick.put(whose + "max_us", BenchReport.decimal(f.max()));
    tick.put(whose + "missed", missed);
  }

  private static String resident(@Nullable ResidentMemory resident) {
    return resident == null
        ? "-"
        : String.format(Locale.ROOT, "%.0f MiB, %.0f at most", resident.now(), resident.peak());
  }

  private static String plain(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }
}
