package inkcast.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private long nowNs = 5;

  @Test
  void shouldFallFromThreeTenthsOnToZero() {
    Schedule schedule = Schedule.updates(100, 0.01);
    assertEquals(0.01, schedule.rate(0));
    assertEquals(0.01, schedule.rate(30));
    assertEquals(0.005, schedule.rate(65), 1e-12);
    assertEquals(0, schedule.rate(100), 1e-12);
    assertTrue(schedule.more(99));
    assertFalse(schedule.more(100));
  }

  @Test
  void shouldFixTheUpdatesAfterAQuarterOfTheTime() {
    Schedule schedule = Schedule.time(Duration.ofSeconds(40), 0.01, () -> nowNs);
    schedule.start(0, 0);
    nowNs += Duration.ofSeconds(9).toNanos();
    assertTrue(schedule.more(20));
    assertEquals(0, schedule.total());
    assertEquals(9 / 40.0, schedule.progress(20));
    assertEquals(0.01, schedule.rate(20));
    nowNs += Duration.ofSeconds(1).toNanos();
    assertTrue(schedule.more(25));
    assertEquals(100, schedule.total());
    nowNs += Duration.ofHours(1).toNanos();
    assertTrue(schedule.more(99), "the number holds even if the machine is slower then");
    assertFalse(schedule.more(100));
  }

  @Test
  void shouldGoOnWithWhatWasMeasuredBefore() {
    Schedule early = Schedule.time(Duration.ofSeconds(40), 0.01, () -> nowNs);
    early.start(Duration.ofSeconds(9).toNanos(), 0);
    assertEquals(Duration.ofSeconds(9).toNanos(), early.elapsedNs());
    assertTrue(early.more(20));
    assertEquals(0, early.total());
    Schedule late = Schedule.time(Duration.ofSeconds(40), 0.01, () -> nowNs);
    late.start(Duration.ofSeconds(90).toNanos(), 100);
    assertTrue(late.more(99));
    assertFalse(late.more(100));
  }

  @Test
  void shouldLearnAtTheSameRatesWhenTheUpdatesAreGiven() {
    Schedule timed = Schedule.time(Duration.ofSeconds(4), 0.01, () -> nowNs);
    timed.start(0, 0);
    Schedule counted = Schedule.updates(200, 0.01);
    for (int done = 0; counted.more(done); done++) {
      assertTrue(timed.more(done));
      assertEquals(counted.rate(done), timed.rate(done));
      nowNs += Duration.ofMillis(20).toNanos();
    }
  }
}
