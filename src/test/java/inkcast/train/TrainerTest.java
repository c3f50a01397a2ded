package inkcast.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.model.RandomWeights;
import inkcast.model.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainerTest {
  private static final Weights TEACHER = RandomWeights.of(16, 3, 4);
  private static final int UPDATES = 240;

  private final List<Double> losses = new ArrayList<>();
  private final List<Double> parts = new ArrayList<>();

  @Test
  void shouldComeNearerToItsTeacher() {
    Weights student = train(1, UPDATES, null);
    double first = losses.getFirst();
    double last = losses.getLast();
    assertTrue(last < first / 2, "from " + first + " to " + last);
    List<float[]> unseen = Unseen.write(TEACHER, 8, 64, 1, part -> {});
    double[][] teachers = Likelihood.negative(TEACHER, unseen, part -> {});
    Gap before = Gap.of(Likelihood.negative(train(1, 1, null), unseen, part -> {}), teachers);
    Gap after = Gap.of(Likelihood.negative(student, unseen, part -> {}), teachers);
    assertTrue(after.mean() < before.mean(), before + " then " + after);
  }

  @Test
  void shouldGiveTheSameBitsForTheSameSeed() {
    Weights once = train(5, 40, null);
    Weights again = train(5, 40, null);
    assertArrayEquals(once.recurrentKernel(), again.recurrentKernel());
    assertArrayEquals(once.outputKernel(), again.outputKernel());
    assertArrayEquals(once.outputBias(), again.outputBias());
    assertFalse(Arrays.equals(once.recurrentKernel(), train(6, 40, null).recurrentKernel()));
  }

  @Test
  void shouldGoOnFromWhatAStudentKnows() {
    Weights start = train(1, UPDATES, null);
    double reached = losses.getLast();
    losses.clear();
    train(2, 40, start);
    assertTrue(losses.getFirst() < 2 * reached, losses.getFirst() + " after " + reached);
  }

  @Test
  void shouldRefuseAStartOfAnotherSize() {
    Lesson lesson = lesson(1);
    Weights other = RandomWeights.of(9, 3, 1);
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> new Trainer(lesson, TEACHER, other, listener()));
    assertEquals("a start of 9 units and 3 mixtures: expected 8 and 3", e.getMessage());
  }

  @Test
  void shouldTellHowFarItIs() {
    train(1, 9, null);
    assertEquals(1, parts.getLast());
    assertEquals(9, losses.size());
  }

  private Weights train(long seed, int updates, Weights start) {
    return new Trainer(lesson(seed), TEACHER, start, listener())
        .train(Schedule.updates(updates, 6e-3));
  }

  private static Lesson lesson(long seed) {
    return new Lesson(8, seed, 32, 64, 8, 16, 2);
  }

  private TrainingListener listener() {
    return new TrainingListener() {
      @Override
      public void written(double part) {
        parts.add(part);
      }

      @Override
      public void updated(int done, double progress, double loss) {
        losses.add(loss);
      }
    };
  }
}
