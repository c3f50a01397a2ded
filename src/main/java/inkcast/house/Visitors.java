package inkcast.house;

import inkcast.house.House.Rules;
import inkcast.stage.Commands.Command;
import inkcast.stage.Temperature;
import inkcast.stage.WriterNodes;
import inkcast.tick.Clock;
import inkcast.tick.Performance;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What becomes of the temperatures once visitors have gone: they return to what an operator or the
 * configuration wants, and then drift around that, if that is wanted, until somebody comes. One
 * thread.
 */
final class Visitors {
  private static final long DRIFT_NS = TimeUnit.SECONDS.toNanos(1); // from one value to the next
  private static final int WRITERS_A_COMMAND = 512;
  private static final double STEEPEST = 8; // a little more than a wave ever rises in a period
  private static final double GOLDEN = 0.6180339887498949; // no two writers drift alike

  private final Performance performance;
  private final Clock clock;
  private long visits; // up to which they have been seen
  private long visitedNs;
  private boolean alone = true;
  private boolean drifts;
  private long driftsNs; // since when
  private long driftedNs; // last

  /** Nobody has come yet. */
  Visitors(Performance performance, Clock clock) {
    this.performance = performance;
    this.clock = clock;
  }

  /** Decides what is due. */
  void look(Rules rules, boolean open) {
    long now = clock.nanoTime();
    long came = performance.space().people().visits();
    if (came != visits) {
      visits = came;
      visitedNs = now;
      alone = false;
    }
    boolean quiet = !rules.reset().isZero() && now - visitedNs >= rules.reset().toNanos();
    if (!alone && quiet) {
      alone = queue((writer, i) -> writer.reset());
    }
    drift(rules, now, alone && open && rules.drift() > 0 && !rules.reset().isZero());
  }

  private void drift(Rules rules, long now, boolean wanted) {
    if (!wanted) {
      if (drifts) {
        drifts = !queue((writer, i) -> settle(writer));
      }
      return;
    }
    if (!drifts) {
      drifts = true;
      driftsNs = now;
      driftedNs = now;
    } else if (now - driftedNs >= DRIFT_NS) {
      driftedNs = now;
      double periods = (double) (now - driftsNs) / rules.period().toNanos();
      double step = STEEPEST * rules.drift() * DRIFT_NS / rules.period().toNanos();
      queue((writer, i) -> writer.approach(writer.base() + rules.drift() * wave(i, periods), step));
    }
  }

  private static void settle(Temperature writer) {
    if (Float.isNaN(writer.visitor())) {
      writer.drift(writer.base());
    }
  }

  /** From -1 to 1; it never repeats itself. */
  static double wave(int writer, double periods) {
    double turn = 2 * Math.PI;
    double phase = writer * GOLDEN;
    double slow = Math.sin(turn * (periods + phase));
    double slower = Math.sin(turn * (periods * GOLDEN + phase));
    return 0.7 * slow + 0.3 * slower;
  }

  private interface Act {
    void on(Temperature writer, int index);
  }

  private boolean queue(Act act) {
    boolean all = true;
    for (int from = 0; from < performance.space().writers().size(); from += WRITERS_A_COMMAND) {
      all &= performance.commands().offer(new Each(performance, act, from, visits));
    }
    return all;
  }

  /** Acts on some writers, unless a visitor has come since, who must not be overruled. */
  private record Each(Performance performance, Act act, int from, long visits) implements Command {
    @Override
    public void run() {
      List<WriterNodes> writers = performance.space().writers();
      if (performance.space().people().visits() == visits) {
        for (int i = from; i < Math.min(from + WRITERS_A_COMMAND, writers.size()); i++) {
          act.on(writers.get(i).wildness(), i);
        }
      }
    }

    @Override
    public int weight() {
      return WRITERS_A_COMMAND;
    }
  }
}
