package inkcast.train;

import inkcast.model.Weights;

/**
 * The divergence of a student that knows its teacher already: mostly the mixtures' own, which is
 * what the student is judged by, and some of the components', which keeps each component where the
 * teacher has it, for other temperatures mix them otherwise. Belongs to one thread.
 */
final class JointDivergence implements Loss {
  private static final float MATCHED_PART = 0.2f;

  private final SampledDivergence sampled;
  private final MatchedDivergence matched;
  private final int rows;
  private final int outputs;
  private final float[] copy; // (rows, outputs)

  JointDivergence(int mixtures, int rows) {
    sampled = new SampledDivergence(mixtures, rows);
    matched = new MatchedDivergence(mixtures, rows);
    this.rows = rows;
    outputs = Weights.outputs(mixtures);
    copy = new float[rows * outputs];
  }

  @Override
  public void expect(int row, Corpus.Stream stream, int stroke, float weight) {
    sampled.expect(row, stream, stroke, weight);
    matched.expect(row, stream, stroke, weight * MATCHED_PART);
  }

  @Override
  public void expectNothing(int row) {
    sampled.expectNothing(row);
    matched.expectNothing(row);
  }

  @Override
  public double replaceByGradient(float[] values, int from, int step) {
    for (int row = 0; row < rows; row++) {
      System.arraycopy(values, from + row * step, copy, row * outputs, outputs);
    }
    double sum = sampled.replaceByGradient(values, from, step);
    sum += matched.replaceByGradient(copy, 0, outputs);
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < outputs; j++) {
        values[from + row * step + j] += copy[row * outputs + j];
      }
    }
    return sum;
  }
}
