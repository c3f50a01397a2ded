package inkcast.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.model.Mixture;
import inkcast.model.Sources;
import inkcast.model.Weights;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SampledDivergenceTest {
  private static final Corpus.Plan PLAN = new Corpus.Plan(1, Corpus.Start.ZERO, false, 0);
  private static final int MIXTURES = 4;
  private static final int OUTPUTS = Weights.outputs(MIXTURES);

  private final RandomGenerator random = Sources.seeded(8);
  private final SampledDivergence divergence = new SampledDivergence(MIXTURES, 1);

  /** A teacher that knows each component's offset exactly asks for the likelihood of those. */
  @Test
  void shouldBeTheLikelihoodOfWhatACertainTeacherWrites() {
    float[] teacher = raw(1);
    for (int k = 0; k < MIXTURES; k++) {
      teacher[1 + 3 * MIXTURES + k] = -16;
      teacher[1 + 4 * MIXTURES + k] = -16;
    }
    Mixture mixture = mixture(teacher);
    float[] student = raw(0.5);
    float[] found = student.clone();
    double loss = lossThenGradient(mixture, found);

    float[] expected = new float[OUTPUTS];
    double expectedLoss = 0;
    StrokeLikelihood likelihood = new StrokeLikelihood(MIXTURES, 1);
    for (int k = 0; k < MIXTURES; k++) {
      for (int pen = 0; pen <= 1; pen++) {
        double part = mixture.pi(k) * (pen == 1 ? mixture.penUp() : 1 - mixture.penUp());
        float[] stroke = {(float) mixture.muX(k), (float) mixture.muY(k), pen};
        likelihood.expect(0, new Corpus.Stream(PLAN, stroke, new float[0]), 0, (float) part);
        float[] gradient = student.clone();
        expectedLoss += likelihood.replaceByGradient(gradient, 0, OUTPUTS);
        for (int j = 0; j < OUTPUTS; j++) {
          expected[j] += gradient[j];
        }
      }
    }
    assertEquals(expectedLoss, loss, 1e-4 * Math.abs(expectedLoss));
    assertArrayEquals(expected, found, 1e-4f);
  }

  @Test
  void shouldAskForNothingMoreOfTheTeacherItself() {
    float[] teacher = raw(0.5);
    double[] mean = new double[OUTPUTS];
    int draws = 4000;
    for (int i = 0; i < draws; i++) {
      float[] gradient = teacher.clone();
      gradient[0] += i * 1e-5f; // another chance
      lossThenGradient(mixture(teacher), gradient);
      for (int j = 1; j < OUTPUTS; j++) {
        mean[j] += gradient[j] / draws;
      }
    }
    for (int j = 1; j < OUTPUTS; j++) {
      assertEquals(0, mean[j], 0.02, "output " + j);
    }
  }

  @Test
  void shouldAskADifferentStudentToComeNearer() {
    float[] teacher = raw(0.5);
    float[] student = teacher.clone();
    student[1 + MIXTURES] += 3;
    float[] gradient = student.clone();
    lossThenGradient(mixture(teacher), gradient);
    assertTrue(gradient[1 + MIXTURES] > 0.01, "partial " + gradient[1 + MIXTURES]);
  }

  private double lossThenGradient(Mixture teacher, float[] student) {
    float[] target = new float[Target.size(MIXTURES)];
    Target.write(teacher, target, 0);
    divergence.expect(0, new Corpus.Stream(PLAN, new float[3], target), 0, 1);
    return divergence.replaceByGradient(student, 0, OUTPUTS);
  }

  private static Mixture mixture(float[] raw) {
    Mixture mixture = new Mixture(MIXTURES);
    mixture.read(raw, 0);
    return mixture;
  }

  private float[] raw(double deviation) {
    float[] raw = new float[OUTPUTS];
    for (int j = 0; j < raw.length; j++) {
      raw[j] = (float) (random.nextGaussian() * deviation);
    }
    return raw;
  }
}
