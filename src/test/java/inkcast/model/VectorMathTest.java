package inkcast.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.UnaryOperator;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

class VectorMathTest {
  @Test
  void shouldRaiseEToAnyNormalPower() {
    for (float x = -86.9f; x < 87.9f; x += 0.013f) {
      double expected = Math.exp(x);
      assertEquals(expected, lane(VectorMath::exp, x), 3e-7 * expected, "e^" + x);
    }
    assertEquals(1, lane(VectorMath::exp, 0));
  }

  @Test
  void shouldStayFiniteBeyond() {
    for (float x : new float[] {1e3f, -1e3f, Float.MAX_VALUE, -Float.MAX_VALUE}) {
      assertTrue(Float.isFinite(lane(VectorMath::exp, x)) && lane(VectorMath::exp, x) > 0);
      assertEquals(Math.signum(x), lane(VectorMath::tanh, x), 1e-6);
      assertEquals(x > 0 ? 1 : 0, lane(VectorMath::sigmoid, x), 1e-6);
    }
  }

  @Test
  void shouldSquash() {
    for (float x = -20; x < 20; x += 0.0071f) {
      assertEquals(Math.tanh(x), lane(VectorMath::tanh, x), 3e-7, "tanh " + x);
      assertEquals(1 / (1 + Math.exp(-x)), lane(VectorMath::sigmoid, x), 2e-7, "sigmoid " + x);
    }
    assertEquals(0, lane(VectorMath::tanh, 0), "padding must stay exactly zero");
  }

  @Test
  void shouldTakeLogarithmsOfNormalNumbers() {
    for (double x = 1.2e-38; x < 3e38; x *= 1.0071) {
      double expected = Math.log((float) x);
      double allowed = 2e-7 * Math.max(1, Math.abs(expected));
      assertEquals(expected, lane(VectorMath::log, (float) x), allowed, "log " + x);
    }
    for (float x = 0.9f; x < 1.1f; x += 0.0001f) {
      assertEquals(
          Math.log(x), lane(VectorMath::log, x), 3e-8 + 1e-7 * Math.abs(x - 1), "log " + x);
    }
    assertEquals(0, lane(VectorMath::log, 1));
  }

  private static float lane(UnaryOperator<FloatVector> function, float x) {
    return function.apply(FloatVector.broadcast(FloatProduct.SPECIES, x)).lane(0);
  }
}
