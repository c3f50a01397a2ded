package inkcast.hand;

import inkcast.model.Reach;
import java.util.Locale;
import java.util.StringJoiner;

/** A reach as a hand's file has it: {@code 0.1:18.6 0.25:20}. */
final class ReachText {
  static final String KEY = "reach";

  private ReachText() {}

  /**
   * Reads what {@link #of} wrote.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Reach parse(String text) {
    String[] pairs = text.split(" ");
    double[] temperatures = new double[pairs.length];
    double[] steps = new double[pairs.length];
    for (int i = 0; i < pairs.length; i++) {
      String[] pair = pairs[i].split(":");
      if (pair.length != 2) {
        throw new IllegalArgumentException("expected temperature:step, found " + pairs[i]);
      }
      temperatures[i] = Double.parseDouble(pair[0]);
      steps[i] = Double.parseDouble(pair[1]);
    }
    return new Reach(temperatures, steps);
  }

  static String of(Reach reach) {
    StringJoiner text = new StringJoiner(" ");
    for (int i = 0; i < reach.steps().length; i++) {
      text.add(String.format(Locale.ROOT, "%s:%.2f", reach.temperatures()[i], reach.steps()[i]));
    }
    return text.toString();
  }
}
