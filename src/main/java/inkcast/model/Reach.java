package inkcast.model;

/**
 * The longest steps of a hand. A mixture knows no bounds, and a writer that never ends would now
 * and then make a stroke across the page: longer ones are cut to this. Immutable, although Java
 * cannot say so of arrays.
 *
 * @param temperatures (n,), ascending, at least one
 * @param steps (n,), model units, at each temperature
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity, as weights are
public record Reach(double[] temperatures, double[] steps) {

  /**
   * Checks what is given.
   *
   * @throws IllegalArgumentException in one readable line
   */
  public Reach {
    boolean right = temperatures.length >= 1 && temperatures.length == steps.length;
    for (int i = 0; right && i < steps.length; i++) {
      right =
          steps[i] > 0
              && Double.isFinite(steps[i])
              && temperatures[i] >= 0
              && Double.isFinite(temperatures[i])
              && (i == 0 || temperatures[i] > temperatures[i - 1]);
    }
    if (!right) {
      throw new IllegalArgumentException(
          "expected ascending temperatures, each with a step above 0");
    }
  }

  /** Longest step at a temperature, model units: between its neighbours, or that of the nearest. */
  public double at(double temperature) {
    int last = steps.length - 1;
    for (int i = 0; i <= last; i++) {
      if (temperature <= temperatures[i]) {
        if (i == 0) {
          return steps[0];
        }
        double part = (temperature - temperatures[i - 1]) / (temperatures[i] - temperatures[i - 1]);
        return steps[i - 1] + part * (steps[i] - steps[i - 1]);
      }
    }
    return steps[last];
  }
}
