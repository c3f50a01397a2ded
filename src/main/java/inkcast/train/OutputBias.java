package inkcast.train;

import java.util.List;

/**
 * The outputs that a network begins with: what the teacher says on average, so that learning starts
 * from a mixture of the right place and size.
 */
final class OutputBias {
  private static final int STREAMS = 64;
  private static final double MIN_WEIGHT = 1e-9;
  private static final double MAX_RHO = 0.99;

  private OutputBias() {}

  /**
   * Sets the output bias from strokes alone: a component at each of some strokes, as wide as all of
   * them are spread.
   */
  static void setFromStrokes(Parameters p, List<Corpus.Stream> corpus) {
    int n = p.mixtures;
    double[] sums = new double[5]; // dx, dy, pen, dx^2, dy^2
    long count = 0;
    for (Corpus.Stream stream : corpus) {
      float[] s = stream.strokes();
      for (int at = 0; at < s.length; at += 3) {
        sums[0] += s[at];
        sums[1] += s[at + 1];
        sums[2] += s[at + 2];
        sums[3] += s[at] * s[at];
        sums[4] += s[at + 1] * s[at + 1];
        count++;
      }
    }
    float[] bias = p.values;
    int from = p.outputFrom;
    bias[from] = (float) Math.log((sums[2] + 1) / (count - sums[2] + 1));
    for (int k = 0; k < n; k++) {
      float[] s = corpus.get(k * corpus.size() / n).strokes();
      int at = (int) ((long) k * (s.length / 3) / n) * 3;
      bias[from + 1 + n + k] = s[at];
      bias[from + 1 + 2 * n + k] = s[at + 1];
      bias[from + 1 + 3 * n + k] = logDeviation(sums[0], sums[3], count);
      bias[from + 1 + 4 * n + k] = logDeviation(sums[1], sums[4], count);
    }
  }

  private static float logDeviation(double sum, double squares, long count) {
    double mean = sum / count;
    return (float) (Math.log(squares / count - mean * mean + MIN_WEIGHT) / 2);
  }

  /** Sets the output bias from some streams of the corpus. */
  static void set(Parameters p, List<Corpus.Stream> corpus) {
    int n = p.mixtures;
    int size = Target.size(n);
    double[] sums = new double[1 + 6 * n]; // pen | pi | and pi times each other value
    int count = 0;
    for (Corpus.Stream stream : corpus.subList(0, Math.min(STREAMS, corpus.size()))) {
      float[] targets = stream.targets();
      for (int at = 0; at < targets.length; at += size) {
        sums[0] += targets[at];
        for (int k = 0; k < n; k++) {
          float pi = targets[at + 1 + k];
          sums[1 + k] += pi;
          for (int part = 1; part < 6; part++) {
            sums[1 + part * n + k] += pi * targets[at + 1 + part * n + k];
          }
        }
        count++;
      }
    }
    float[] bias = p.values;
    int from = p.outputFrom;
    bias[from] = (float) Math.log(sums[0] / (count - sums[0]));
    for (int k = 0; k < n; k++) {
      double weight = sums[1 + k] + MIN_WEIGHT;
      int at = from + 1 + k;
      bias[at] = (float) Math.log(weight / count);
      bias[at + n] = (float) (sums[1 + n + k] / weight);
      bias[at + 2 * n] = (float) (sums[1 + 2 * n + k] / weight);
      bias[at + 3 * n] = (float) Math.log(sums[1 + 3 * n + k] / weight + MIN_WEIGHT);
      bias[at + 4 * n] = (float) Math.log(sums[1 + 4 * n + k] / weight + MIN_WEIGHT);
      double rho = Math.clamp(sums[1 + 5 * n + k] / weight, -MAX_RHO, MAX_RHO);
      bias[at + 5 * n] = (float) (Math.log((1 + rho) / (1 - rho)) / 2);
    }
  }
}
