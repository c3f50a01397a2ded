package inkcast.train.glyph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.model.Sources;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What holds for lines of any source. */
class ScriptTest {
  private static final int STEPS = 1024;

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> shouldWriteLinesThatGoToTheRightAndNowhereElse() throws Exception {
    return sources("writes lines", ScriptTest::checkLines);
  }

  @TestFactory
  Stream<DynamicTest> shouldGiveTheSameLinesFromTheSameSeed() throws Exception {
    return sources(
        "repeats itself",
        source -> {
          float[] line = source.line(Sources.seeded(3), STEPS);
          assertArrayEquals(line, source.line(Sources.seeded(3), STEPS));
          assertFalse(Arrays.equals(line, source.line(Sources.seeded(4), STEPS)));
        });
  }

  private Stream<DynamicTest> sources(String what, Consumer<Script> check) throws Exception {
    Fixtures.hersheytext(folder);
    Fixtures.words(folder);
    Script hanzi = Hanzi.read(Fixtures.hanzi(folder));
    Script engraver = Engraver.read(folder);
    return Stream.of(hanzi, engraver)
        .map(
            source ->
                DynamicTest.dynamicTest(
                    source.getClass().getSimpleName() + " " + what, () -> check.accept(source)));
  }

  private static void checkLines(Script source) {
    for (int seed = 0; seed < 20; seed++) {
      float[] line = source.line(Sources.seeded(seed), STEPS);
      assertEquals(STEPS * 3, line.length);
      double x = 0;
      double y = 0;
      double[] thirds = new double[3]; // mean height of each third of the line
      boolean lifted = false; // before this step
      for (int step = 0; step < STEPS; step++) {
        double length = Math.hypot(line[3 * step], line[3 * step + 1]);
        x += line[3 * step];
        y += line[3 * step + 1];
        thirds[Math.min(2, 3 * step / STEPS)] += y * 3 / STEPS;
        boolean lifts = line[3 * step + 2] == 1;
        assertFalse(lifted && lifts, "a move of two steps at " + step);
        assertTrue(lifted || length < 1.3, "a drawn step of " + length + " at " + step);
        assertTrue(Math.abs(y) < 20, "at height " + y);
        lifted = lifts;
      }
      assertTrue(x > 100, "came " + x + " to the right");
      assertEquals(thirds[0], thirds[1], 1.5);
      assertEquals(thirds[0], thirds[2], 1.5);
    }
  }
}
