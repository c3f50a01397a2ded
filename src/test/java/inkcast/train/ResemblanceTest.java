package inkcast.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResemblanceTest {
  private static final Habits REFERENCE = habits(0, 0.02, 0.3, 0.5, 0, 0.1);

  @ParameterizedTest
  @CsvSource({
    "0, 0.02, 0.3, 0.5, 0, 0.1, 0, ''",
    "0, 0.04, 0.6, 1.5, 0.001, 0.2, 0, ''",
    "0, 0.01, 0.15, 0, 0, -0.5, 0, ''",
    "0, 0.041, 0.3, 0.5, 0, 0.1, 0, pen-up",
    "0, 0.009, 0.3, 0.5, 0, 0.1, 0, pen-up",
    "0, 0.02, 0.61, 0.5, 0, 0.1, 0, step",
    "0, 0.02, 0.14, 0.5, 0, 0.1, 0, step",
    "0, 0.02, 0.3, 0.5, 0, 0.1, 1, beyond",
    "0, 0.02, 0.3, 1.51, 0, 0.1, 0, drift",
    "0, 0.02, 0.3, 0.5, 0.0011, 0.1, 0, runs",
    "0, 0.02, 0.3, 0.5, 0, 0.21, 0, echo",
    "1, 0.02, 0.3, 0.5, 0, 0.1, 0, NaN",
    "5, 0, NaN, NaN, 0, 0.1, 0, 'pen-up, step, drift, NaN'"
  })
  void shouldNameWhatDiffers(
      long notNumbers,
      double penUp,
      double step,
      double drift,
      double runs,
      double echo,
      long beyond,
      String expected) {
    List<String> faults =
        Resemblance.faults(habits(notNumbers, penUp, step, drift, runs, echo), REFERENCE, beyond);

    assertEquals(expected, String.join(", ", faults));
  }

  @Test
  void shouldHoldAReferenceItselfToTheAbsoluteLimits() {
    Habits stuck = habits(0, 1, 0.3, 0.5, 1, 1);

    assertEquals(List.of("runs"), Resemblance.faults(stuck, stuck, 0));
  }

  private static Habits habits(
      long notNumbers, double penUp, double step, double drift, double runs, double echo) {
    return new Habits(1000, notNumbers, penUp, step, 5, 9, drift, runs, new Echo(echo, 7), 60);
  }
}
