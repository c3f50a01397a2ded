package inkcast.train;

import inkcast.model.Weights;
import java.util.Arrays;
import java.util.List;

/**
 * What a hand is in the habit of when it writes by itself. Offsets are in model units, a step is an
 * offset's length, with the pen down or up.
 *
 * @param strokes how many it was seen at
 * @param notNumbers strokes without a number; they count for nothing else
 * @param penUp share of strokes after which the pen is up, 0..1
 * @param medianStep the median step
 * @param longStep the step that one in a thousand is longer than
 * @param longestStep the longest step
 * @param drift down or up on 100 strokes: streams are cut into stretches of {@value #STRETCH}
 *     strokes (a shorter stream is one), each goes |sum of dy| x 100 / strokes, and this is the
 *     median over them. What is left over at a stream's end does not count
 * @param penUpRuns share of strokes in runs of more than {@value #LONG_RUN} pen-ups, 0..1
 * @param echo of the pen, at lags {@value #FIRST_LAG} to {@value #LAST_LAG}
 * @param standstill most strokes in a row without coming {@value #ADVANCE} units further to the
 *     right than where they began
 */
public record Habits(
    long strokes,
    long notNumbers,
    double penUp,
    double medianStep,
    double longStep,
    double longestStep,
    double drift,
    double penUpRuns,
    Echo echo,
    int standstill) {
  static final int STRETCH = 500;
  static final int LONG_RUN = 10;
  static final int FIRST_LAG = 5;
  static final int LAST_LAG = 500;
  static final int ADVANCE = 5;

  /**
   * Looks at streams of one hand at one temperature.
   *
   * @param streams each (strokes, 3): dx, dy in model units, pen; at least one stroke
   */
  public static Habits of(List<float[]> streams) {
    long strokes = 0;
    long lifted = 0;
    long inRuns = 0;
    int standstill = 0;
    for (float[] stream : streams) {
      strokes += stream.length / Weights.INPUTS;
      int run = 0;
      for (int at = 2; at < stream.length; at += Weights.INPUTS) {
        run = stream[at] != 0 ? run + 1 : 0;
        lifted += stream[at] != 0 ? 1 : 0;
        // The stroke that makes a run a long one brings those before it along.
        inRuns += run == LONG_RUN + 1 ? run : run > LONG_RUN ? 1 : 0;
      }
      standstill = Math.max(standstill, standstill(stream));
    }
    double[] steps = steps(streams);
    Arrays.sort(steps);
    return new Habits(
        strokes,
        strokes - steps.length,
        lifted / (double) strokes,
        median(steps),
        quantile(steps, 0.999),
        quantile(steps, 1),
        drift(streams),
        inRuns / (double) strokes,
        Echo.greatest(streams, FIRST_LAG, LAST_LAG),
        standstill);
  }

  /** How many steps of the streams are longer than a limit in model units. */
  public static long stepsBeyond(List<float[]> streams, double limit) {
    return Arrays.stream(steps(streams)).filter(step -> step > limit).count();
  }

  private static double[] steps(List<float[]> streams) {
    double[] steps = new double[streams.stream().mapToInt(s -> s.length / Weights.INPUTS).sum()];
    int count = 0;
    for (float[] stream : streams) {
      for (int at = 0; at < stream.length; at += Weights.INPUTS) {
        double step = Math.hypot(stream[at], stream[at + 1]);
        if (!Double.isNaN(step)) {
          steps[count++] = step;
        }
      }
    }
    return Arrays.copyOf(steps, count);
  }

  private static double drift(List<float[]> streams) {
    double[] drifts =
        streams.stream().flatMapToDouble(stream -> Arrays.stream(drifts(stream))).toArray();
    Arrays.sort(drifts);
    return median(drifts);
  }

  private static double[] drifts(float[] stream) {
    int strokes = stream.length / Weights.INPUTS;
    int stretch = Math.min(STRETCH, strokes);
    double[] drifts = new double[stretch == 0 ? 0 : strokes / stretch];
    for (int i = 0; i < drifts.length; i++) {
      double sum = 0;
      for (int t = i * stretch; t < (i + 1) * stretch; t++) {
        float dy = stream[t * Weights.INPUTS + 1];
        sum += Float.isNaN(dy) ? 0 : dy;
      }
      drifts[i] = Math.abs(sum) * 100 / stretch;
    }
    return drifts;
  }

  private static int standstill(float[] stream) {
    double x = 0;
    double start = 0; // x, when the present standstill began
    int strokes = 0; // since then
    int most = 0;
    for (int at = 0; at < stream.length; at += Weights.INPUTS) {
      x += Float.isNaN(stream[at]) ? 0 : stream[at];
      strokes++;
      if (x - start >= ADVANCE) {
        start = x;
        strokes = 0;
      }
      most = Math.max(most, strokes);
    }
    return most;
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length == 0
        ? Double.NaN
        : sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The least value that a share of all is not above. */
  private static double quantile(double[] sorted, double share) {
    return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
