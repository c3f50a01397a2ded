package inkcast.train;

import java.util.Arrays;

/**
 * The mean difference of two hands on the same strokes, with its standard error over the streams
 * (Cochran's ratio estimator, for streams may differ in length).
 *
 * @param mean nats a stroke, first minus second: negative when the first is the better one
 * @param standardError of the mean; NaN for a single stream
 */
public record Gap(double mean, double standardError) {

  /** Compares what {@link Likelihood#negative} gave. */
  public static Gap of(double[][] first, double[][] second) {
    int streams = first.length;
    double[] difference = new double[streams];
    long strokes = 0;
    for (int s = 0; s < streams; s++) {
      difference[s] = Arrays.stream(first[s]).sum() - Arrays.stream(second[s]).sum();
      strokes += first[s].length;
    }
    double mean = Arrays.stream(difference).sum() / strokes;
    double squares = 0;
    for (int s = 0; s < streams; s++) {
      double residual = difference[s] - mean * first[s].length;
      squares += residual * residual;
    }
    double error = Math.sqrt(squares * streams / (streams - 1.0)) / strokes;
    return new Gap(mean, error);
  }

  /** Mean over all strokes, nats. */
  public static double mean(double[][] negativeLogLikelihoods) {
    return Arrays.stream(negativeLogLikelihoods)
        .flatMapToDouble(Arrays::stream)
        .average()
        .orElse(Double.NaN);
  }
}
