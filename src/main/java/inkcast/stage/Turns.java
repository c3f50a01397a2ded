package inkcast.stage;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** All pens at which visitors are, and the rules of their turns. Any thread. */
public final class Turns {
  private static final double SECOND_NS = 1e9;

  private final Commands commands;
  private final People people;
  private final LongSupplier nanoTime;
  private final Set<Pen> busy = ConcurrentHashMap.newKeySet();
  private volatile Rules rules = Rules.DEFAULT;
  private volatile double rate;

  /**
   * What the configuration says of visitors who write.
   *
   * @param idle rest after which the writer goes on
   * @param turn longest turn
   * @param points strokes a second of each pen
   * @param ghosts of each writer at whose pen a visitor is
   * @param ghostTemperature theirs
   */
  public record Rules(
      Duration idle, Duration turn, int points, int ghosts, float ghostTemperature) {

    /** As configured where nothing is. */
    public static final Rules DEFAULT =
        new Rules(Duration.ofSeconds(1), Duration.ofSeconds(30), 60, 5, 0.25f);
  }

  Turns(Commands commands, People people, double rate, LongSupplier nanoTime) {
    this.commands = commands;
    this.people = people;
    this.rate = rate;
    this.nanoTime = nanoTime;
  }

  /** Takes over other rules. */
  public void rules(Rules rules) {
    this.rules = rules;
  }

  /** Ends turns that are over, and lets the next begin; to be called again and again. */
  public void look() {
    busy.forEach(Pen::look);
  }

  /** Whether anybody is at any pen. */
  public boolean any() {
    return !busy.isEmpty();
  }

  /** Somebody has gone, and with them their turns. */
  public void leave(Source who) {
    busy.forEach(pen -> pen.leave(who));
  }

  /** Somebody turns to this pen. */
  void leaveOthers(Source who, Pen to) {
    for (Pen pen : busy) {
      if (pen != to) {
        pen.leave(who);
      }
    }
  }

  /** What counts now. */
  public Rules rules() {
    return rules;
  }

  Commands commands() {
    return commands;
  }

  People people() {
    return people;
  }

  long now() {
    return nanoTime.getAsLong();
  }

  /** Takes note of how many ticks a second there are now. */
  void rate(double ticks) {
    rate = ticks;
  }

  /** How many ticks a time takes, at least one. */
  int ticks(Duration time) {
    double ticks = Math.ceil(time.toNanos() / SECOND_NS * rate);
    return (int) Math.clamp(ticks, 1, Integer.MAX_VALUE);
  }

  void busy(Pen pen, boolean is) {
    if (is) {
      busy.add(pen);
    } else {
      busy.remove(pen);
    }
  }
}
