package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.draw.Drawing;
import inkcast.model.Sources;
import inkcast.model.Twin;
import inkcast.model.Weights;
import inkcast.writer.Ensemble;
import inkcast.writer.Page;
import inkcast.writer.Part;
import inkcast.writer.Restart;
import inkcast.writer.Writer;
import inkcast.writer.WriterListener;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SheetTest {
  private static final Page PAGE = new Page(1920, 1080, 50);

  @Test
  void shouldWriteWhatTheDaemonWrites() {
    Ensemble daemon =
        Ensemble.form(List.of(part(Marching.WEIGHTS, 7)), Twin.SCALAR::lstm).getFirst();
    Drawing expected = new Drawing();
    for (int i = 0; i < 40; i++) {
      daemon.step(
          new WriterListener() {
            @Override
            public void restarted(Writer writer, Restart cause) {}

            @Override
            public void wrote(Writer writer) {
              expected.add(writer.stroke());
            }
          });
    }

    List<Sheet.Line> lines = Sheet.write(part(Marching.WEIGHTS, 7), 1, 40, count -> {});
    assertEquals(1, lines.size());
    assertEquals(40, lines.getFirst().strokes().size());
    assertEquals(expected.length(), lines.getFirst().ink().length());
    assertTrue(expected.length() > 0);
  }

  @Test
  void shouldEndEachLineAtTheRightMargin() {
    List<Sheet.Line> lines = Sheet.write(part(Marching.WEIGHTS, 1), 3, 100_000, count -> {});

    assertEquals(3, lines.size());
    for (Sheet.Line line : lines) {
      double end = PAGE.margin() + line.strokes().stream().mapToDouble(s -> s[0]).sum();
      assertTrue(end > 1870 && end < 1900, "ends at " + end);
    }
  }

  @Test
  void shouldTakeAsManyLinesAsTheStrokesNeed() {
    List<Sheet.Line> lines =
        Sheet.write(part(Marching.WEIGHTS, 1), Integer.MAX_VALUE, 1000, c -> {});

    assertEquals(1000, lines.stream().mapToInt(line -> line.strokes().size()).sum());
    assertTrue(lines.size() > 3);
  }

  @Test
  void shouldEndEvenIfTheHandCannotWrite() {
    float[] bias = new float[Marching.WEIGHTS.outputs()];
    Arrays.fill(bias, Float.NaN);

    assertEquals(
        List.of(),
        Sheet.write(part(Marching.with(bias), 1), 3, 50, count -> assertEquals(0, count)));
  }

  @Test
  void shouldForgetALineThatIsGivenUpAtOnce() {
    float[] bias = new float[Marching.WEIGHTS.outputs()];
    Arrays.fill(bias, 4, 7, -3); // mu x: off the page at the left
    AtomicInteger steps = new AtomicInteger();
    List<Sheet.Line> lines =
        Sheet.write(part(Marching.with(bias), 1), 1, 100, count -> steps.incrementAndGet());

    assertTrue(steps.get() > 100, "gave up after " + steps);
    assertTrue(lines.getFirst().strokes().size() < 10);
  }

  @Test
  void shouldRepeatItselfFromASeed() {
    List<Sheet.Line> first = Sheet.write(part(Marching.WEIGHTS, 5), 2, 5000, count -> {});
    List<Sheet.Line> again = Sheet.write(part(Marching.WEIGHTS, 5), 2, 5000, count -> {});

    for (int i = 0; i < 2; i++) {
      assertArrayEquals(
          first.get(i).strokes().toArray(new float[0][]),
          again.get(i).strokes().toArray(new float[0][]));
    }
  }

  private static Part part(Weights weights, long seed) {
    Writer.Setup setup = new Writer.Setup("test", PAGE, PAGE.line(0, 1), 10, 0.1f);
    return new Part(weights, setup, Sources.seeded(seed));
  }
}
