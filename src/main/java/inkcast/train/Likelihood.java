package inkcast.train;

import inkcast.model.Mixture;
import inkcast.model.Weights;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * Teacher-forced negative log-likelihood of streams: each starts at the zero state with input [0,
 * 0, 0], and each stroke is judged by the mixture before it.
 */
public final class Likelihood {
  private static final int ROWS = 64;

  private Likelihood() {}

  /**
   * Judges streams.
   *
   * @param streams each (length, 3): dx, dy in model units, pen
   * @param progress told what part is judged, 0..1
   * @return for each stream the negative log-likelihood of each stroke, nats
   */
  public static double[][] negative(
      Weights weights, List<float[]> streams, DoubleConsumer progress) {
    double[][] all = new double[streams.size()][];
    Network network = new Network(new PackedParameters(Parameters.of(weights)), ROWS, 1);
    Mixture mixture = new Mixture(weights.mixtures());
    for (int from = 0; from < all.length; from += ROWS) {
      int count = Math.min(ROWS, all.length - from);
      int longest = 0;
      for (int row = 0; row < count; row++) {
        all[from + row] = new double[streams.get(from + row).length / Weights.INPUTS];
        longest = Math.max(longest, all[from + row].length);
        network.zero(row);
        network.input(0, row, 0, 0, 0);
      }
      for (int t = 0; t < longest; t++) {
        network.forward();
        network.carry();
        for (int row = 0; row < count; row++) {
          if (t < all[from + row].length) {
            float[] strokes = streams.get(from + row);
            int at = t * Weights.INPUTS;
            mixture.read(network.outputs, network.output(0, row));
            all[from + row][t] =
                -mixture.logLikelihood(strokes[at], strokes[at + 1], strokes[at + 2]);
            network.input(0, row, strokes[at], strokes[at + 1], strokes[at + 2]);
          }
        }
        progress.accept((from + count * (t + 1.0) / longest) / all.length);
      }
    }
    return all;
  }
}
