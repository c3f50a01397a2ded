package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ThroughputTest {
  @Test
  void shouldCountTheStrokesOfAllWriters() {
    Throughput one = Throughput.measure(Marching.WEIGHTS, 1, 0.2);
    Throughput many = Throughput.measure(Marching.WEIGHTS, 50, 0.2);

    assertEquals(50, many.writers());
    assertTrue(one.strokesPerSecond() > 100, one.toString());
    assertTrue(many.strokesPerSecond() > 100, many.toString());
  }

  @Test
  void shouldAllocateNothingAStrokeButAColorARestart() {
    Throughput row = Throughput.measure(Marching.WEIGHTS, 8, 0.5);

    assertTrue(row.bytesPerStroke() < 2, row.toString());
  }
}
