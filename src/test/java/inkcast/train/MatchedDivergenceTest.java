package inkcast.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.model.Mixture;
import inkcast.model.Sources;
import inkcast.model.Weights;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class MatchedDivergenceTest {
  private static final int MIXTURES = 4;
  private static final Corpus.Plan PLAN = new Corpus.Plan(1, Corpus.Start.ZERO, false, 0);
  private static final int OUTPUTS = Weights.outputs(MIXTURES);

  private final RandomGenerator random = Sources.seeded(8);
  private final float[] teacher = raw(1);
  private final float[] target = new float[Target.size(MIXTURES)];
  private final MatchedDivergence divergence = new MatchedDivergence(MIXTURES, 1);

  @Test
  void shouldVanishWithItsGradientAtTheTeacher() {
    float[] student = teacher.clone();
    assertEquals(0, lossThenGradient(student), 1e-5);
    for (float partial : student) {
      assertEquals(0, partial, 1e-5);
    }
  }

  @Test
  void shouldBePositiveElsewhere() {
    for (int i = 0; i < 1000; i++) {
      assertTrue(lossThenGradient(raw(1)) > 0);
    }
  }

  @Test
  void shouldBoundWhatOneStrokeDoes() {
    float[] student = teacher.clone();
    for (int k = 0; k < MIXTURES; k++) {
      student[1 + MIXTURES + k] += 1e4f;
    }
    double loss = lossThenGradient(student);
    assertTrue(loss > 100 && loss < 1000, "loss " + loss);
    for (float partial : student) {
      assertTrue(Math.abs(partial) < 100, "partial " + partial);
    }
  }

  private double lossThenGradient(float[] student) {
    Mixture mixture = new Mixture(MIXTURES);
    mixture.read(teacher, 0);
    Target.write(mixture, target, 0);
    divergence.expect(0, new Corpus.Stream(PLAN, new float[3], target), 0, 1);
    return divergence.replaceByGradient(student, 0, OUTPUTS);
  }

  private float[] raw(double deviation) {
    float[] raw = new float[OUTPUTS];
    for (int j = 0; j < raw.length; j++) {
      raw[j] = (float) (random.nextGaussian() * deviation);
    }
    return raw;
  }
}
