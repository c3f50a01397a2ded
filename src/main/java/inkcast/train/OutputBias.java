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
