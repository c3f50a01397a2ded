package inkcast.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.model.Sources;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EchoTest {
  @ParameterizedTest
  @ValueSource(ints = {6, 37, 240})
  void shouldHearALoopOfAnyPeriodInFull(int period) {
    Echo echo = Echo.greatest(List.of(pens(500, t -> t % period == 0)), 5, 500);

    assertEquals(0, echo.lag() % period);
    assertEquals(1, echo.correlation(), 1e-6);
  }

  @Test
  void shouldHearLittleInChance() {
    RandomGenerator random = Sources.seeded(3);
    float[] stream = pens(100_000, t -> random.nextDouble() < 0.03);

    double correlation = Echo.greatest(List.of(stream), 5, 500).correlation();
    assertTrue(correlation > 0 && correlation < 0.02, "found " + correlation);
  }

  @Test
  void shouldPairStrokesOfOneStreamOnly() {
    List<float[]> streams =
        List.of(pens(6, t -> t % 5 == 0), pens(6, t -> t == 5), pens(10, t -> false));
    // Of 22 strokes 3 are lifted. At lag 5 the pairs are (1, 1), (0, 1) and five of (0, 0).
    double m = 3 / 22.0;
    double sum = (1 - m) * (1 - m) - m * (1 - m) + 5 * m * m;
    double before = (1 - m) * (1 - m) + 6 * m * m;
    double after = 2 * (1 - m) * (1 - m) + 5 * m * m;

    double found = Echo.greatest(streams, 5, 5).correlation();
    assertEquals(sum / Math.sqrt(before * after), found, 1e-6);
  }

  @Test
  void shouldNotJudgeLagsBeyondHalfAStream() {
    float[] stream = pens(20, t -> t == 0 || t == 11);

    assertEquals(new Echo(0, 11), Echo.greatest(List.of(stream), 11, 500));
    assertTrue(Echo.greatest(List.of(stream), 5, 500).correlation() < 0);
  }

  @Test
  void shouldTakeAConstantPenForAnEcho() {
    assertEquals(new Echo(1, 5), Echo.greatest(List.of(pens(20, t -> false)), 5, 10));
    assertEquals(new Echo(1, 5), Echo.greatest(List.of(pens(20, t -> true)), 5, 10));
  }

  @Test
  void shouldFindAStreamThatIsStuckAmongOthers() {
    RandomGenerator random = Sources.seeded(3);
    float[] free = pens(500, t -> random.nextDouble() < 0.03);
    List<float[]> streams = List.of(free, pens(500, t -> true));

    assertTrue(Echo.greatest(streams, 5, 250).correlation() > 0.9);
  }

  private static float[] pens(int strokes, IntPredicate lifted) {
    float[] stream = new float[3 * strokes];
    for (int t = 0; t < strokes; t++) {
      stream[3 * t + 2] = lifted.test(t) ? 1 : 0;
    }
    return stream;
  }
}
