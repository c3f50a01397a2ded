package inkcast.watch;

import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.watch.Subject.Port;
import inkcast.watch.Subject.Target;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Sees what is wrong, by what has changed since earlier looks. One thread's. */
final class Symptoms {
  private static final double SECOND_NS = 1e9;
  private static final long STOPPED_NS =
      TimeUnit.SECONDS.toNanos(10); // rates begin at one a second
  private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);
  private static final long TEN_MINUTES_NS = TimeUnit.MINUTES.toNanos(10);
  private static final double MISSED_SHARE = 0.01; // of a minute's ticks
  private static final double LATE_SHARE = 0.05; // of them, later than a period
  private static final long NOT_FINITE = 3; // restarts in ten minutes
  private static final double NEARLY_ALL = 0.9; // of memory
  private static final double MANY = 0.8; // of descriptors
  private static final Duration AT_ONCE = Duration.ZERO;

  /** A program that is started anew, a cable that is put in again: nobody need be told. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Counters counters;
  private final LatenessBuckets lateness;
  private final Subject subject;
  private final Supplier<Machine> machine;
  private final Deque<Sight> sights = new ArrayDeque<>(); // oldest first, of ten minutes
  private Map<String, Long> lost = Map.of(); // packets by target, at the last look

  /** What was to be seen at one time. */
  @SuppressWarnings("ArrayRecordComponent") // never changed, never compared
  private record Sight(long ns, long[] counts, long[] late) {
    long of(Counter counter) {
      return counts[counter.ordinal()];
    }
  }

  /** Nothing seen yet. */
  Symptoms(
      Counters counters, LatenessBuckets lateness, Subject subject, Supplier<Machine> machine) {
    this.counters = counters;
    this.lateness = lateness;
    this.subject = subject;
    this.machine = machine;
  }

  /**
   * Looks once.
   *
   * @param nowNs monotonic time
   */
  List<Symptom> look(long nowNs) {
    long[] counts = new long[Counter.values().length];
    for (Counter counter : Counter.values()) {
      counts[counter.ordinal()] = counters.get(counter);
    }
    Sight now = new Sight(nowNs, counts, lateness.counts());
    Sight last = sights.isEmpty() ? now : sights.getLast();
    sights.addLast(now);
    // One older than ten minutes stays: what is asked for may lie between two.
    while (sights.size() > 2 && second().ns <= nowNs - TEN_MINUTES_NS) {
      sights.removeFirst();
    }
    List<Symptom> seen = new ArrayList<>();
    lookAtTicks(now, seen);
    grown(seen, last, now, Counter.TICK_ERRORS, "tick_errors", "ticks end in errors");
    grown(seen, last, now, Counter.OUTPUT_ERRORS, "output_errors", "outputs fail");
    Sight minute = before(now, MINUTE_NS); // what cannot be kept is tried again only so often
    grown(seen, minute, now, Counter.WEB_LINES_LOST, "disk", "recorded lines are lost");
    grown(seen, minute, now, Counter.RECORDING_LOST, "disk", "ticks are not recorded");
    grown(seen, minute, now, Counter.STATE_NOT_KEPT, "disk", "what people set is not kept");
    grown(seen, minute, now, Counter.ARCHIVE_FAILED, "disk", "the archive keeps no lines");
    grown(seen, minute, now, Counter.ARCHIVE_LOST, "disk", "lines are lost to the archive");
    long sick = now.of(Counter.RESTARTS_NOT_FINITE) - oldest().of(Counter.RESTARTS_NOT_FINITE);
    if (sick >= NOT_FINITE) {
      add(seen, "not_finite", "%,d restarts of writers whose state was not finite", sick);
    }
    lookAtOutputs(seen);
    lookAtMachine(seen);
    return seen;
  }

  private Sight oldest() {
    return sights.getFirst();
  }

  private Sight second() {
    return sights.stream().skip(1).findFirst().orElseGet(this::oldest);
  }

  /** The newest sight that is so old, or the oldest. */
  private Sight before(Sight now, long ns) {
    Sight found = oldest();
    for (Sight sight : sights) {
      if (now.ns - sight.ns >= ns) {
        found = sight;
      }
    }
    return found;
  }

  private void lookAtTicks(Sight now, List<Symptom> seen) {
    Sight recent = before(now, STOPPED_NS);
    // Before the first one it is still warming up, which on a busy machine takes a while.
    long patienceNs = now.of(Counter.TICKS) == 0 ? MINUTE_NS : STOPPED_NS;
    if (now.ns - before(now, patienceNs).ns >= patienceNs
        && now.of(Counter.TICKS) == recent.of(Counter.TICKS)) {
      add(seen, "ticks_stopped", "the ticks have stopped");
      return;
    }
    Sight minute = before(now, MINUTE_NS);
    if (now.ns - minute.ns < MINUTE_NS) {
      return; // a beginning says little
    }
    long ticks = now.of(Counter.TICKS) - minute.of(Counter.TICKS);
    long missed = now.of(Counter.MISSED_TICKS) - minute.of(Counter.MISSED_TICKS);
    if (missed > MISSED_SHARE * (ticks + missed)) {
      add(
          seen,
          "ticks_missed",
          "%,d of %,d ticks were missed in the last minute",
          missed,
          ticks + missed);
    }
    long late = 0;
    long periodNs = Math.round(SECOND_NS / subject.rate());
    for (int i = LatenessBuckets.above(periodNs); i < now.late.length; i++) {
      late += now.late[i] - minute.late[i];
    }
    if (late > LATE_SHARE * ticks) {
      add(
          seen,
          "ticks_late",
          "%,d of %,d ticks in the last minute came later than the next was due",
          late,
          ticks);
    }
  }

  private void lookAtOutputs(List<Symptom> seen) {
    Map<String, Long> now = new HashMap<>();
    for (Target target : subject.targets()) {
      now.merge(target.name(), target.failed(), Long::sum);
      if (!target.found()) {
        String what = "OSC target " + target.name() + ": there is no way to it, the log says why";
        seen.add(new Symptom("target_down", target.name(), what, PATIENCE));
      }
    }
    now.forEach(
        (name, count) -> {
          if (count > lost.getOrDefault(name, count)) {
            String what = "OSC target " + name + ": nobody takes what is sent there";
            seen.add(new Symptom("target_down", name, what, PATIENCE));
          }
        });
    lost = now;
    for (Port port : subject.ports()) {
      if (!port.open()) {
        String what = "MIDI port " + port.name() + " is not there";
        seen.add(new Symptom("midi_port_down", port.name(), what, PATIENCE));
      }
    }
  }

  private void lookAtMachine(List<Symptom> seen) {
    Machine m = machine.get();
    share(seen, "memory", "resident memory", m.resident(), m.memory(), NEARLY_ALL);
    share(seen, "heap", "the heap", m.heap(), m.heapMax(), NEARLY_ALL);
    share(seen, "descriptors", "open files", m.descriptors(), m.descriptorsMax(), MANY);
  }

  private static void share(
      List<Symptom> seen, String trouble, String of, long used, long max, double share) {
    if (max > 0 && used > share * max) {
      add(seen, trouble, "%s: %.0f%% of what there may be", of, 100.0 * used / max);
    }
  }

  private static void grown(
      List<Symptom> seen, Sight last, Sight now, Counter counter, String trouble, String what) {
    long more = now.of(counter) - last.of(counter);
    if (more > 0) {
      add(seen, trouble, "%s (%,d lately): see the log", what, more);
    }
  }

  private static void add(List<Symptom> seen, String trouble, String format, Object... values) {
    seen.add(new Symptom(trouble, "", String.format(Locale.ROOT, format, values), AT_ONCE));
  }
}
