package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WorstLatenessTest {
  @Test
  void shouldTellTheWorstSinceItWasAsked() {
    WorstLateness lateness = new WorstLateness();
    lateness.accept(300_000);
    lateness.accept(2_140_000);
    lateness.accept(100_000);
    assertEquals("ticks at most 2.1 ms late", lateness.take());
    lateness.accept(400_000);
    assertEquals("ticks at most 0.4 ms late", lateness.take());
    assertEquals("ticks at most 0.0 ms late", lateness.take());
  }
}
