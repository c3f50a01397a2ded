package inkcast.tick;

import inkcast.stage.Turns;
import inkcast.writer.Ghosts.Listener;
import inkcast.writer.Troupe;
import inkcast.writer.Writer;
import java.util.function.Predicate;

/**
 * How many ghosts there is time for. What their steps take is measured, and they get what the
 * writers leave of three quarters of a period: when a tick would run late, they fall first. Tick's
 * thread only, allocates nothing.
 */
final class Haunting {
  /** Of a period, for writers and ghosts; the rest is for telling, and for what comes between. */
  static final double SHARE = 0.75;

  private static final double NEWEST = 1.0 / 16;
  private static final double OUTLIER = 4;
  private static final double FORGOTTEN = 1 - 1.0 / 64; // in a tick without: they are tried again

  private final Budget budget;
  private double ghostNs; // that a ghost takes, smoothed
  private int each; // in the last tick

  Haunting(Budget budget) {
    this.budget = budget;
  }

  /**
   * One tick's ghosts, after the writers' steps.
   *
   * @param wanted says who can have some
   */
  void haunt(Troupe troupe, Turns.Rules rules, Predicate<Writer> wanted, Listener listener) {
    int writers = rules.ghosts() == 0 ? 0 : troupe.gather(wanted);
    if (writers == 0) {
      return;
    }
    long start = budget.nanoTime();
    int each = each(start - budget.startNs(), writers, rules.ghosts());
    if (each > 0) {
      int made = troupe.haunt(each, rules.ghostTemperature(), listener);
      if (made > 0) {
        took(budget.nanoTime() - start, made);
      }
    }
  }

  /**
   * How many each writer can have in this tick; at most one more than in the last.
   *
   * @param tookNs of the period, by now
   * @param writers that have some, at least 1
   * @param wanted for each
   */
  int each(long tookNs, int writers, int wanted) {
    double left = SHARE * budget.periodNs() - tookNs;
    double fit = left <= 0 ? 0 : ghostNs == 0 ? wanted : left / (ghostNs * writers);
    each = (int) Math.min(Math.min(fit, each + 1.0), wanted);
    if (each == 0) {
      ghostNs *= FORGOTTEN;
    }
    return each;
  }

  /** So many ghosts have taken that long. */
  void took(long ns, int ghosts) {
    double one = (double) ns / ghosts;
    // One tick that was interrupted for long must not take all ghosts away for seconds.
    ghostNs = ghostNs == 0 ? one : ghostNs + NEWEST * (Math.min(one, OUTLIER * ghostNs) - ghostNs);
  }
}
