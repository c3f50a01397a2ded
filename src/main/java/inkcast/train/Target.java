package inkcast.train;

import inkcast.model.Mixture;

/**
 * What a teacher says about one stroke, in the order of a network's outputs but in the form that
 * {@link MatchedDivergence} reads: pen probability | pi | mu x | mu y | sigma x | sigma y | rho |
 * half the logarithm of the covariance's determinant | the entropy of pi and pen, negative.
 */
final class Target {
  private Target() {}

  /** Values of one target. */
  static int size(int mixtures) {
    return 2 + 7 * mixtures;
  }

  /** Writes the mixture at {@code target[at...]}. */
  static void write(Mixture mixture, float[] target, int at) {
    int n = mixture.mixtures();
    double e = mixture.penUp();
    double negentropy = entropyTerm(e) + entropyTerm(1 - e);
    target[at] = (float) e;
    for (int k = 0; k < n; k++) {
      double pi = mixture.pi(k);
      double rho = mixture.rho(k);
      double sigmaX = mixture.sigmaX(k);
      double sigmaY = mixture.sigmaY(k);
      int to = at + 1 + k;
      target[to] = (float) pi;
      target[to + n] = (float) mixture.muX(k);
      target[to + 2 * n] = (float) mixture.muY(k);
      target[to + 3 * n] = (float) sigmaX;
      target[to + 4 * n] = (float) sigmaY;
      target[to + 5 * n] = (float) rho;
      target[to + 6 * n] =
          (float) (Math.log(sigmaX) + Math.log(sigmaY) + Math.log1p(-rho * rho) / 2);
      negentropy += entropyTerm(pi);
    }
    target[at + 1 + 7 * n] = (float) negentropy;
  }

  /** p ln p, 0 at 0. */
  private static double entropyTerm(double p) {
    return p > 0 ? p * Math.log(p) : 0;
  }
}
