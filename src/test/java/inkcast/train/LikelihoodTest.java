package inkcast.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import inkcast.model.Batch;
import inkcast.model.Mixture;
import inkcast.model.RandomWeights;
import inkcast.model.ScalarLstm;
import inkcast.model.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikelihoodTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "13, 3", "70, 11"})
  void shouldAgreeWithTheScalarModel(int units, int mixtures) {
    Weights w = RandomWeights.of(units, mixtures, 6);
    List<float[]> streams = new ArrayList<>(Unseen.write(w, 67, 20, 3, part -> {}));
    streams.set(1, Arrays.copyOf(streams.get(1), 15)); // five strokes
    streams.set(66, new float[0]);
    double[][] found = Likelihood.negative(w, streams, part -> {});
    for (int s = 0; s < streams.size(); s++) {
      assertArrayEquals(scalar(w, streams.get(s)), found[s], 1e-4, "stream " + s);
    }
  }

  @Test
  void shouldAverageOverStrokesAndComparePairs() {
    double[][] first = {{1, 2, 3}, {4}};
    double[][] second = {{0, 1, 2}, {1}};
    assertEquals(2.5, Gap.mean(first));
    Gap gap = Gap.of(first, second);
    assertEquals(1.5, gap.mean()); // (3 + 3) / 4
    // Residuals 3 - 1.5 x 3 and 3 - 1.5 x 1, by the ratio estimator's formula.
    assertEquals(Math.sqrt((1.5 * 1.5 + 1.5 * 1.5) * 2 / 1) / 4, gap.standardError(), 1e-12);
  }

  private static double[] scalar(Weights w, float[] strokes) {
    Batch batch = new Batch(w, 1);
    Mixture mixture = new Mixture(w.mixtures());
    double[] nll = new double[strokes.length / 3];
    for (int t = 0; t < nll.length; t++) {
      new ScalarLstm().update(batch, new int[] {0}, 1);
      mixture.read(batch, 0);
      nll[t] = -mixture.logLikelihood(strokes[3 * t], strokes[3 * t + 1], strokes[3 * t + 2]);
      batch.input(0, strokes[3 * t], strokes[3 * t + 1], strokes[3 * t + 2]);
    }
    return nll;
  }
}
