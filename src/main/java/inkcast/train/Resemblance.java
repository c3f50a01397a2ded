package inkcast.train;

import java.util.ArrayList;
import java.util.List;

/** Whether a hand that writes by itself has the habits of another one, its reference. */
public final class Resemblance {
  private static final double FACTOR = 2; // of the reference's pen-up rate and median step
  private static final double MORE_DRIFT = 1; // model units on 100 strokes
  private static final double MOST_IN_RUNS = 0.001; // of all strokes
  private static final double MORE_ECHO = 0.1;

  private Resemblance() {}

  /**
   * Names what a hand does that its reference does not.
   *
   * @param beyond steps that are longer than any of the reference's
   * @return empty if they are alike
   */
  public static List<String> faults(Habits hand, Habits reference, long beyond) {
    List<String> faults = new ArrayList<>();
    note(faults, "pen-up", within(hand.penUp(), reference.penUp()));
    note(faults, "step", within(hand.medianStep(), reference.medianStep()));
    note(faults, "beyond", beyond == 0);
    note(faults, "drift", hand.drift() <= reference.drift() + MORE_DRIFT);
    note(faults, "runs", hand.penUpRuns() <= MOST_IN_RUNS);
    note(faults, "echo", hand.echo().correlation() <= reference.echo().correlation() + MORE_ECHO);
    note(faults, "NaN", hand.notNumbers() == 0);
    return faults;
  }

  private static void note(List<String> faults, String name, boolean fine) {
    if (!fine) {
      faults.add(name);
    }
  }

  private static boolean within(double value, double reference) {
    return value <= reference * FACTOR && value * FACTOR >= reference;
  }
}
