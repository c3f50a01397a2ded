package inkcast.stage;

import java.time.Duration;

/** Rules for visitors in tests: as where nothing is configured, but for one thing. */
public final class TurnRules {
  private static final Turns.Rules USUAL = Turns.Rules.DEFAULT;

  private TurnRules() {}

  /** With other times. */
  public static Turns.Rules times(Duration idle, Duration turn) {
    return new Turns.Rules(idle, turn, USUAL.points(), USUAL.ghosts(), USUAL.ghostTemperature());
  }

  /** With so many strokes a second. */
  static Turns.Rules points(int points) {
    return new Turns.Rules(
        USUAL.idle(), USUAL.turn(), points, USUAL.ghosts(), USUAL.ghostTemperature());
  }

  /** With so many ghosts. */
  public static Turns.Rules ghosts(int ghosts) {
    return new Turns.Rules(
        USUAL.idle(), USUAL.turn(), USUAL.points(), ghosts, USUAL.ghostTemperature());
  }
}
