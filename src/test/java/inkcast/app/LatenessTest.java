package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class LatenessTest {
  private final Lateness lateness = new Lateness();

  @Test
  void shouldGiveFiguresOfEachStretchOnItsOwn() {
    for (int us = 1; us <= 1000; us++) {
      lateness.accept(us * 1000L);
    }
    Lateness.Figures figures = lateness.take();
    assertEquals(1000, figures.ticks());
    assertEquals(500, figures.p50(), 1);
    assertEquals(990, figures.p99(), 1);
    assertEquals(1000, figures.max(), 1);
    assertNull(figures.p999(), "too few ticks");
    assertEquals(0, lateness.take().ticks());
  }

  @Test
  void shouldKnowTheRareFromEnoughTicks() {
    for (int i = 0; i < Lateness.TICKS_FOR_P999; i++) {
      lateness.accept(i % 500 == 0 ? 7_000_000 : 50_000);
    }
    Lateness.Figures figures = lateness.take();
    assertNotNull(figures.p999());
    assertEquals(7000, figures.p999(), 7);
    assertEquals(50, figures.p99(), 0.1);
  }

  @Test
  void shouldTakeATickAheadOfTimeAsOnTime() {
    lateness.accept(-5);
    assertEquals(0, lateness.take().max());
  }
}
