package inkcast.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class HabitsTest {
  @Test
  void shouldMeasureSteps() {
    float[] first = {3, 4, 0, 0, -1, 1}; // 5, 1
    float[] second = {-2, 0, 0, 0, 0, 0}; // 2, 0
    Habits habits = Habits.of(List.of(first, second));

    assertEquals(4, habits.strokes());
    assertEquals(0.25, habits.penUp());
    assertEquals(1.5, habits.medianStep()); // of 0, 1, 2, 5
    assertEquals(5, habits.longestStep());
    assertEquals(2, Habits.stepsBeyond(List.of(first, second), 1)); // 1 is not beyond 1
  }

  @Test
  void shouldTellTheLongStepFromTheLongest() {
    float[] stream = new float[3 * 2000];
    for (int t = 0; t < 2000; t++) {
      stream[3 * t] = -t;
    }
    Habits habits = Habits.of(List.of(stream));

    assertEquals(1997, habits.longStep()); // 1998 and 1999 are longer, one in a thousand
    assertEquals(1999, habits.longestStep());
    assertEquals(999.5, habits.medianStep());
  }

  @Test
  void shouldCountOnlyLongRunsOfPenUps() {
    float[] ten = pens("0" + "1".repeat(10) + "0" + "1".repeat(9));
    float[] eleven = pens("1".repeat(11) + "0" + "1".repeat(3));

    assertEquals(0, Habits.of(List.of(ten, ten)).penUpRuns());
    assertEquals(11 / 15.0, Habits.of(List.of(eleven)).penUpRuns());
    assertEquals(13 / 13.0, Habits.of(List.of(pens("1".repeat(13)))).penUpRuns());
    // No run goes on into the next stream.
    assertEquals(0, Habits.of(List.of(pens("1".repeat(8)), pens("1".repeat(8)))).penUpRuns());
  }

  @Test
  void shouldTakeTheMedianDriftOverStretches() {
    float[] down = offsets(500, 0, 0.02f); // 2 on 100 strokes
    float[] up = offsets(500, 0, -0.05f); // 5
    float[] level = offsets(500, 1, 0);

    assertEquals(2, Habits.of(List.of(down, up, level)).drift(), 1e-6);
    float[] joined = joined(joined(down, up), joined(level, offsets(499, 0, 9)));
    assertEquals(2, Habits.of(List.of(joined)).drift(), 1e-6);
    assertEquals(3, Habits.of(List.of(offsets(40, 0, 0.03f))).drift(), 1e-6);
  }

  @Test
  void shouldMeasureHowLongAStreamComesNoFurther() {
    float[] marching = offsets(100, 0.5f, 0); // 5 units in 10 strokes
    float[] ticking = joined(marching, offsets(30, 0, 1));
    float[] back = joined(marching, joined(offsets(20, -1, 0), offsets(24, 1, 0)));

    assertEquals(9, Habits.of(List.of(marching)).standstill());
    assertEquals(30, Habits.of(List.of(marching, ticking)).standstill());
    assertEquals(44, Habits.of(List.of(back)).standstill()); // 4 units beyond, not 5
    assertEquals(100, Habits.of(List.of(offsets(100, -1, 0))).standstill());
  }

  @Test
  void shouldCountWhatIsNoNumberAndMeasureTheRest() {
    float[] stream = offsets(20, 3, 0);
    stream[3 * 7] = Float.NaN;
    stream[3 * 7 + 1] = Float.NaN;
    Habits habits = Habits.of(Collections.nCopies(2, stream));

    assertEquals(2, habits.notNumbers());
    assertEquals(40, habits.strokes());
    assertEquals(3, habits.medianStep());
    assertEquals(3, habits.longestStep());
    assertEquals(0, habits.drift());
  }

  private static float[] pens(String bits) {
    float[] stream = new float[3 * bits.length()];
    for (int t = 0; t < bits.length(); t++) {
      stream[3 * t + 2] = bits.charAt(t) - '0';
    }
    return stream;
  }

  private static float[] offsets(int strokes, float dx, float dy) {
    float[] stream = new float[3 * strokes];
    for (int t = 0; t < strokes; t++) {
      stream[3 * t] = dx;
      stream[3 * t + 1] = dy;
    }
    return stream;
  }

  private static float[] joined(float[] first, float[] second) {
    float[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
