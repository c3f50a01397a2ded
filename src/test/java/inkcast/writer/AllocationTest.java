package inkcast.writer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import inkcast.FreshJvm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllocationTest {

  @ParameterizedTest
  @CsvSource({
    "SCALAR, float32, 3, restless, 1",
    "VECTOR, float32, 1, steady, 1",
    "VECTOR, float32, 8, steady, 1",
    "VECTOR, float32, 64, steady, 1",
    "VECTOR, float32, 64, restless, 1",
    "VECTOR, float32, 64, restless, 2",
    "VECTOR, int8, 1, steady, 1",
    "VECTOR, int8, 2, steady, 1",
    "VECTOR, int8, 7, steady, 1",
    "VECTOR, int8, 2, restless, 1",
    "VECTOR, int8, 12, restless, 1", // float32 however few are awake
  })
  void shouldAllocateNothingForAStrokeInAFreshJvm(
      String twin, String stored, String writers, String life, String threads) throws Exception {
    assertEquals("0", FreshJvm.run(Steady.class, twin, stored, writers, life, threads));
  }
}
