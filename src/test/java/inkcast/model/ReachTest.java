package inkcast.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ReachTest {
  private static final Reach REACH = new Reach(new double[] {0.5, 1}, new double[] {2, 6});

  @Test
  void shouldLieBetweenItsNeighbours() {
    assertEquals(2, REACH.at(0));
    assertEquals(2, REACH.at(0.5));
    assertEquals(4, REACH.at(0.75));
    assertEquals(6, REACH.at(1));
    assertEquals(6, REACH.at(2));
  }

  @Test
  void shouldRefuseWhatIsNoBound() {
    double[][][] wrong = {
      {{}, {}}, {{1}, {}}, {{1}, {0}}, {{1, 1}, {2, 2}}, {{-1}, {2}}, {{1}, {Double.NaN}}
    };
    for (double[][] pair : wrong) {
      assertThrows(IllegalArgumentException.class, () -> new Reach(pair[0], pair[1]));
    }
  }

  @Test
  void shouldCutLongOffsetsAndLeaveTheOthers() {
    Weights free = RandomWeights.of(5, 3, 1);
    Reach short1 = new Reach(new double[] {1}, new double[] {1.5});
    Mixture bounded = new Mixture(free.within(short1));
    Mixture unbounded = new Mixture(free);
    float[] raw = new float[free.outputs()];
    Offset expected = new Offset();
    Offset found = new Offset();
    int cut = 0;
    for (int i = 0; i < 1000; i++) {
      bounded.read(raw, 0);
      unbounded.read(raw, 0);
      bounded.sample(1, Sources.seeded(i), found);
      unbounded.sample(1, Sources.seeded(i), expected);
      double length = Math.hypot(expected.dx, expected.dy);
      double shorter = Math.min(1, 1.5 / length);
      cut += shorter < 1 ? 1 : 0;
      assertEquals(expected.dx * shorter, found.dx, 1e-6);
      assertEquals(expected.dy * shorter, found.dy, 1e-6);
      assertEquals(expected.pen, found.pen);
    }
    assertTrue(cut > 100 && cut < 900, "cut " + cut);
  }
}
