package inkcast.house;

import inkcast.stage.Commands.Command;
import inkcast.stage.WriterNodes;
import inkcast.tick.Clock;
import inkcast.tick.Performance;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes and opens the house. As it closes the writers finish one after the other, each with the
 * letter that it is at; then all pens are up, and a little later the pages are cleared. An operator
 * may say otherwise, which holds until the hours change. One thread.
 */
final class Curtain {
  private static final Logger log = LoggerFactory.getLogger(Curtain.class);

  /** In which one writer after the other is told to finish. */
  static final long FINISH_MILLIS = 3_000;

  /** After which whoever has not finished is stopped. */
  static final long REST_MILLIS = 5_000;

  /** After which the pages are cleared: until then the last lines can be looked at. */
  static final long CLEAR_MILLIS = 8_000;

  private static final int CLEARED_IN_A_TICK = 64; // a random state takes its time
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mmxxx");

  private final Performance performance;
  private final Clock clock;
  private @Nullable Schedule seen; // of the last look
  private long lookedMinute;
  private boolean scheduled = true; // as the hours have it
  private boolean open = true;
  private boolean due; // to be told
  private String until = ""; // as was told
  private Phase phase = Phase.OPEN;
  private long fallsNs; // since when
  private int finishing; // writers that were told
  private int cleared; // likewise

  private enum Phase {
    OPEN,
    FINISHING,
    RESTING,
    CLOSED
  }

  /** An open house. */
  Curtain(Performance performance, Clock clock) {
    this.performance = performance;
    this.clock = clock;
  }

  /** Whether it is about to fall. */
  boolean moving() {
    return phase == Phase.FINISHING || phase == Phase.RESTING;
  }

  /** Whether anybody may write. */
  boolean open() {
    return phase == Phase.OPEN;
  }

  /** Decides by the wall clock as it is now, wherever it was before, and goes on with closing. */
  void look(Schedule schedule) {
    Instant now = Instant.ofEpochMilli(clock.wallMillis());
    boolean byHours = schedule.open(now);
    Boolean wanted = performance.space().global().wanted();
    boolean first = seen == null;
    if (wanted != null || byHours != scheduled) {
      open = wanted != null ? wanted : byHours;
      due = true;
    }
    long minute = TimeUnit.MILLISECONDS.toMinutes(now.toEpochMilli());
    if (due || minute != lookedMinute || !schedule.equals(seen)) {
      scheduled = byHours;
      seen = schedule;
      lookedMinute = minute; // or a clock that was set would leave a time that is past
      tell(schedule.until(open, now));
    }
    if (open && phase != Phase.OPEN) {
      rise();
    } else if (!open && phase == Phase.OPEN) {
      fall(first);
    }
    goOn();
  }

  private void tell(@Nullable ZonedDateTime time) {
    String next = time == null ? "" : TIME.format(time);
    boolean is = open;
    boolean other = !next.equals(until) || is != (phase == Phase.OPEN);
    due |= other;
    if (due && queue(() -> performance.space().global().open(is, next))) {
      due = false;
      until = next;
      if (other) {
        log.info("the house is {}{}", is ? "open" : "closed", time == null ? "" : " until " + time);
      }
    }
  }

  private void rise() {
    if (queue(all(WriterNodes::wake))) {
      phase = Phase.OPEN;
    }
  }

  /** Nobody has begun at first, so there is nothing to finish. */
  private void fall(boolean first) {
    finishing = 0;
    cleared = 0;
    fallsNs = clock.nanoTime();
    if (!first) {
      phase = Phase.FINISHING;
    } else if (queue(all(WriterNodes::rest))) {
      phase = Phase.CLOSED;
    }
  }

  private void goOn() {
    long millis = TimeUnit.NANOSECONDS.toMillis(clock.nanoTime() - fallsNs);
    int writers = performance.space().writers().size();
    if (phase == Phase.FINISHING) {
      int due = (int) Math.min(writers, Math.ceilDiv(writers * millis, FINISH_MILLIS));
      if (due > finishing && queue(new Some(performance, WriterNodes::finish, finishing, due, 1))) {
        finishing = due;
      }
      if (millis >= REST_MILLIS && queue(all(WriterNodes::rest))) {
        phase = Phase.RESTING;
      }
    }
    if (phase == Phase.RESTING && millis >= CLEAR_MILLIS) {
      while (cleared < writers && queue(clear(cleared))) {
        cleared += CLEARED_IN_A_TICK;
      }
      phase = cleared >= writers ? Phase.CLOSED : phase;
    }
  }

  private boolean queue(Command command) {
    return performance.commands().offer(command);
  }

  private Command all(Consumer<WriterNodes> act) {
    return new Some(performance, act, 0, Integer.MAX_VALUE, 1);
  }

  /** So heavy that a tick clears no more. */
  private Command clear(int from) {
    int to = from + CLEARED_IN_A_TICK;
    return new Some(performance, WriterNodes::clear, from, to, Performance.MAX_COMMANDS);
  }

  /** Acts on some writers, as far as they are there by then. */
  private record Some(
      Performance performance, Consumer<WriterNodes> act, int from, int to, int weight)
      implements Command {
    @Override
    public void run() {
      List<WriterNodes> writers = performance.space().writers();
      for (int i = from; i < Math.min(to, writers.size()); i++) {
        act.accept(writers.get(i));
      }
    }
  }
}
