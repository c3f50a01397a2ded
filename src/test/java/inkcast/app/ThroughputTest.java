package inkcast.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.model.Twin;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThroughputTest {
  @Test
  void shouldCountTheStrokesOfAllWriters() {
    Throughput one = Throughput.measure(Marching.WEIGHTS, 1, Twin.SCALAR, 0.2);
    Throughput many = Throughput.measure(Marching.WEIGHTS, 50, Twin.VECTOR, 0.2);

    assertEquals(50, many.writers());
    assertTrue(one.strokesPerSecond() > 100, one.toString());
    assertTrue(many.strokesPerSecond() > 100, many.toString());
  }

  @ParameterizedTest
  @EnumSource
  void shouldAllocateNothingAStrokeButAColorARestart(Twin twin) {
    // Until it is compiled, the vector twin boxes: how soon that is, is the machine's business.
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInSameThread()
        .until(() -> Throughput.measure(Marching.WEIGHTS, 8, twin, 0.5).bytesPerStroke() < 2);
  }
}
