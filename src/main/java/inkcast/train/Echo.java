package inkcast.train;

import inkcast.model.Weights;
import java.util.List;

/**
 * How much the pen repeats itself: the greatest autocorrelation of its bit, and at which lag.
 *
 * @param correlation -1..1; 1 for a pen that never changes, 0 where no stream is long enough
 * @param lag strokes
 */
public record Echo(double correlation, int lag) {

  /**
   * Finds the lag at which streams repeat themselves most. At lag k, over all pairs of strokes (t,
   * t + k) of one stream:
   *
   * <pre>
   * r(k) = sum of a(t) a(t + k) / sqrt(sum of a(t)^2  sum of a(t + k)^2)
   * a(t) = pen(t) - mean over all strokes of all streams
   * </pre>
   *
   * (Pearson's correlation with one mean for all, so that a stream that is stuck stands out. A loop
   * of any period comes to 1; Box and Jenkins' form would lessen it by the lag's share of the
   * stream.)
   *
   * @param streams each (strokes, 3)
   * @param from first lag
   * @param to last lag; but at most half of the longest stream, since beyond there is little else
   *     than noise
   */
  public static Echo greatest(List<float[]> streams, int from, int to) {
    long count = 0;
    long lifted = 0;
    int longest = 0;
    for (float[] stream : streams) {
      int strokes = stream.length / Weights.INPUTS;
      longest = Math.max(longest, strokes);
      count += strokes;
      for (int t = 0; t < strokes; t++) {
        lifted += pen(stream, t) ? 1 : 0;
      }
    }
    double mean = lifted / (double) count;
    int last = Math.min(to, longest / 2);
    if (last < from) {
      return new Echo(0, from);
    }
    if (lifted == 0 || lifted == count) {
      return new Echo(1, from);
    }
    List<float[]> centred = streams.stream().map(stream -> centred(stream, mean)).toList();
    Echo greatest = new Echo(Double.NEGATIVE_INFINITY, from);
    for (int lag = from; lag <= last; lag++) {
      double correlation = correlation(centred, lag);
      if (correlation > greatest.correlation) {
        greatest = new Echo(correlation, lag);
      }
    }
    return greatest;
  }

  private static boolean pen(float[] stream, int t) {
    return stream[t * Weights.INPUTS + 2] != 0;
  }

  private static float[] centred(float[] stream, double mean) {
    float[] pens = new float[stream.length / Weights.INPUTS];
    for (int t = 0; t < pens.length; t++) {
      pens[t] = (float) ((pen(stream, t) ? 1 : 0) - mean);
    }
    return pens;
  }

  private static double correlation(List<float[]> streams, int lag) {
    double sum = 0;
    double squaresBefore = 0;
    double squaresAfter = 0;
    for (float[] pens : streams) {
      for (int t = lag; t < pens.length; t++) {
        float before = pens[t - lag];
        float after = pens[t];
        sum += before * after;
        squaresBefore += before * before;
        squaresAfter += after * after;
      }
    }
    return sum / Math.sqrt(squaresBefore * squaresAfter);
  }
}
