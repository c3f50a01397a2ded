package inkcast.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeadingTest {
  @Test
  void shouldKeepTheGapBetweenLinesThatOverlapped() {
    List<Drawing> lines = List.of(flat(0, 1000, 500), flat(0, 1000, 500), flat(0, 1000, 480));

    List<Run> runs = Leading.set(lines, 40).runs();
    assertEquals(500, runs.get(0).y(0));
    assertEquals(540, runs.get(1).y(0));
    assertEquals(580, runs.get(2).y(0));
  }

  @Test
  void shouldNestLinesThatSlopeAlike() {
    List<Run> runs = Leading.set(List.of(slope(), slope()), 40).runs();
    float distance = runs.get(1).y(0) - runs.get(0).y(0);

    assertTrue(distance >= 40 && distance < 100, "distance " + distance);
  }

  @Test
  void shouldSeeWhatLiesBetweenDistantPoints() {
    Drawing spike = flat(450, 550, 500);
    List<Run> runs = Leading.set(List.of(flat(0, 1000, 500), spike), 40).runs();

    assertEquals(540, runs.get(1).y(0));
  }

  @Test
  void shouldKeepEveryLineInItsOrder() {
    List<Drawing> lines = new ArrayList<>();
    for (int seed = 0; seed < 5; seed++) {
      lines.add(new Scribble(seed, 1, 300).drawing);
    }
    lines.add(2, new Drawing());
    Drawing page = Leading.set(lines, 30);

    assertEquals(lines.stream().mapToDouble(Drawing::length).sum(), page.length(), 1);
  }

  private static Drawing flat(float from, float to, float y) {
    Drawing line = new Drawing();
    line.add(to, y, to - from, 0, true);
    return line;
  }

  private static Drawing slope() {
    Drawing line = new Drawing();
    for (int i = 1; i <= 100; i++) {
      line.add(10 * i, 500 + 5 * i, 10, 5, true);
    }
    return line;
  }
}
