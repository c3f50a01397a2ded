package inkcast.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.model.RandomWeights;
import inkcast.stage.Turns;
import inkcast.writer.Crew;
import inkcast.writer.Ensemble;
import inkcast.writer.Ghosts;
import inkcast.writer.Troupe;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HauntingTest {
  private static final int RATE = 100; // 10 ms a tick, 7.5 for writers and ghosts

  private final ManualClock clock = new ManualClock();
  private final Budget budget = new Budget(clock, new Crew(1, clock::nanoTime), RATE);
  private final Haunting haunting = new Haunting(budget);

  @Test
  void shouldGiveAsManyAsAreWantedWhereThereIsTime() {
    assertEquals(5, settled(1, 1, 5, 0.01));
  }

  @Test
  void shouldLetGhostsFallFirstWhenTheWritersNeedTheTime() {
    assertEquals(10, settled(2, 2.5, 50, 0.25)); // (7.5 - 2.5) / (2 * 0.25)
    assertEquals(1, settled(2, 7, 50, 0.25));
    assertEquals(0, settled(2, 7.5, 50, 0.25));
    assertEquals(0, settled(2, 9, 50, 0.25));
    assertEquals(10, settled(2, 2.5, 50, 0.25)); // and they come back
  }

  @Test
  void shouldTryAgainAfterAStall() {
    haunting.each(0, 1, 5);
    haunting.took(1_000_000_000, 1);
    assertEquals(0, haunting.each(0, 1, 5));
    assertEquals(5, settled(1, 0, 5, 0.01));
  }

  @Test
  void shouldCountThoseAloneThatAHandHasRoomFor() {
    Troupe troupe = new Troupe(Ensemble.form(Scribblers.parts(RandomWeights.of(16, 3, 1), 8)));
    troupe.writers().forEach(writer -> writer.dictation().expect(1));
    for (int tick = 0; tick < 200; tick++) {
      haunt(troupe, 8, 0);
    }
    assertEquals(Ghosts.MOST, haunt(troupe, 8, 0));
    int ghosts = 0;
    for (int tick = 0; tick < 20; tick++) {
      ghosts = haunt(troupe, 2, 5);
      assertTrue(ghosts <= 50);
    }
    assertEquals(50, ghosts); // (7.5 - 5) / 0.05
  }

  /** How many there are for the first writers in a tick of which all have taken so long. */
  private int haunt(Troupe troupe, int writers, int tookMillis) {
    int[] ghosts = {0};
    budget.begin();
    clock.ns += tookMillis * 1_000_000L;
    haunting.haunt(
        troupe,
        new Turns.Rules(Duration.ofSeconds(1), Duration.ofSeconds(1), 60, 50, 1),
        writer -> writer.number() <= writers,
        (writer, ghost, step, stroke) -> {
          if (step == 0) {
            ghosts[0]++;
            clock.ns += 50_000;
          }
        });
    return ghosts[0];
  }

  /** How many each writer gets in the end, of whom one takes so long. */
  private int settled(int writers, double tookMillis, int wanted, double ghostMillis) {
    int each = 0;
    for (int tick = 0; tick < 5_000; tick++) {
      int before = each;
      each = haunting.each((long) (Math.min(tookMillis, 9.9) * 1e6), writers, wanted);
      assertTrue(tick == 0 || each <= before + 1);
      if (each > 0) {
        haunting.took((long) (ghostMillis * 1e6 * each * writers), each * writers);
      }
    }
    return each;
  }
}
