package inkcast.writer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import inkcast.FreshJvm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllocationTest {

  @ParameterizedTest
  @CsvSource({
    "SCALAR, float32, 3, restless",
    "VECTOR, float32, 1, steady",
    "VECTOR, float32, 8, steady",
    "VECTOR, float32, 64, steady",
    "VECTOR, float32, 64, restless",
    "VECTOR, int8, 1, steady",
    "VECTOR, int8, 2, steady",
    "VECTOR, int8, 7, steady",
    "VECTOR, int8, 12, restless", // to and fro between int8 and float32
  })
  void shouldAllocateNothingForAStrokeInAFreshJvm(
      String twin, String stored, String writers, String life) throws Exception {
    assertEquals("0", FreshJvm.run(Steady.class, twin, stored, writers, life));
  }
}
