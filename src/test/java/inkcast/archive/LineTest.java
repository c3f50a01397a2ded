package inkcast.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.draw.Plot;
import inkcast.writer.Color;
import inkcast.writer.Page;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LineTest {
  private static final Page PAGE = new Page(200, 100, 10);
  private static final Instant BEGUN = Instant.parse("2026-11-29T14:05:33.750Z");

  private final Line line = line();

  static Line line() {
    return new Line(new Line.Origin(1, 0, "cursive", 7L), new Color(0, 0, 0), BEGUN);
  }

  @Test
  void shouldKeepTheNewestInkOfAnEndlessLine() throws Exception {
    for (int i = 0; i < 20_000; i++) {
      line.add(100, 50 + i % 2, 0, 1 - i % 2 * 2, i % 10 != 0, i % 100, PAGE, 100);
    }
    Plot plot = Plot.parse(line.svg(PAGE));
    assertEquals(10, plot.paths());
    assertEquals(20_000, plot.about().get("strokes").asInt());
    var temperature = plot.about().get("temperature");
    assertEquals(1_000, temperature.size());
    assertEquals("[19999,99.0]", temperature.get(999).toString());
  }

  @Test
  void shouldKeepTheNewestInkOfAPenThatNeverLifts() throws Exception {
    for (int i = 0; i < 10_050; i++) {
      line.add(100, 50 + i % 2, 0, 1, true, 0.65f, PAGE, 100);
    }
    Plot plot = Plot.parse(line.svg(PAGE));
    assertEquals(1, plot.paths());
    assertEquals(99, line.length(), 1e-6);
    assertTrue(plot.length() > 0);
  }

  @Test
  void shouldNotLeaveThePage() throws Exception {
    line.add(50, 50, 40, 0, true, 0.65f, PAGE, 100);
    line.add(250, 50, 200, 0, true, 0.65f, PAGE, 100);
    line.add(60, 50, -190, 0, true, 0.65f, PAGE, 100);
    line.add(60, -1, 0, -51, true, 0.65f, PAGE, 100);

    assertEquals(40 + 190, line.length(), 1e-6);
  }

  @Test
  void shouldTellWhenItWasWritten() throws Exception {
    assertEquals("2026-11-29T14:05:33Z", Plot.parse(line.svg(PAGE)).about().get("begun").asText());
    line.end(BEGUN.plusSeconds(20));
    assertEquals("2026-11-29T14:05:53Z", Plot.parse(line.svg(PAGE)).about().get("ended").asText());
  }
}
