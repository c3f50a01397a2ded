package inkcast.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.draw.Paper;
import inkcast.draw.Plot;
import inkcast.draw.View;
import inkcast.model.RandomWeights;
import inkcast.model.Twin;
import inkcast.stage.AddressSpace.Tree;
import inkcast.stage.Node;
import inkcast.stage.Role;
import inkcast.stage.WriterNodes;
import inkcast.tick.Clock;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.Output;
import inkcast.tick.Performance;
import inkcast.tick.Scribblers;
import inkcast.writer.Ensemble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What there is on the pages of real writers, which are ticked by hand. */
class LinesTest {
  private static final double UNIT = Paper.A4.unit(View.of(Scribblers.PAGE));

  private final Counters counters = new Counters();
  private final Performance performance = Scribblers.perform(3, counters);
  private final Queue<Line> ended = new ConcurrentLinkedQueue<>();
  private final Told told = new Told();
  private Lines lines;
  private long ticks;

  @BeforeEach
  void open() {
    lines =
        new Lines(
            performance.space().tree(),
            Scribblers.PAGE,
            Arrays.asList(null, 7L, null),
            ended::add,
            Clock.SYSTEM,
            counters);
    performance.outputs(List.of(told, lines.output()));
  }

  @AfterEach
  void close() {
    lines.close();
    assertEquals(0, counters.get(Counter.OUTPUT_ERRORS));
    assertEquals(0, counters.get(Counter.TICK_ERRORS));
  }

  @Test
  void shouldDrawTheInkedStrokesOfEachWriter() throws Exception {
    tick(400);

    for (int writer = 1; writer <= 3; writer++) {
      Plot plot = plot(writer);
      // Rounding to thousandths evens out, nearly: these strokes are some hundredths long.
      assertEquals(told.ink[writer] * UNIT, plot.length(), 400 * 1e-4);
      assertEquals(told.runs[writer], plot.paths());
      assertEquals(writer, plot.about().get("writer").asInt());
    }
    assertTrue(plot(1).about().get("seed").isNull());
    assertEquals(7, plot(2).about().get("seed").asLong());
    assertEquals("test", plot(2).about().get("hand").asText());
    assertFalse(plot(2).about().has("ended"));
    assertTrue(lines.svg(0).get().isEmpty());
    assertTrue(lines.svg(4).get().isEmpty());
  }

  @Test
  void shouldEndALineWithARestart() throws Exception {
    tick(50);
    WriterNodes second = performance.space().writers().get(1);
    double ink = told.ink[2];
    performance.commands().offer(second::clear);
    tick(1);

    assertEquals(told.ink[2] * UNIT, plot(2).length(), 1e-3);
    assertEquals(1, plot(2).about().get("line").asInt());
    assertEquals(1, plot(2).about().get("strokes").asInt());
    assertEquals(51, plot(1).about().get("strokes").asInt());
    Line line = ended.remove();
    assertEquals(ink, line.length(), 1e-3 * ink);
    Plot plot = Plot.parse(line.svg(Scribblers.PAGE));
    assertEquals(50, plot.about().get("strokes").asInt());
    assertEquals(0, plot.about().get("line").asInt());
    assertTrue(plot.about().has("ended"));
    assertTrue(ended.isEmpty());
  }

  @Test
  void shouldTellTheTemperatureOverTheStrokes() throws Exception {
    tick(10);
    set(1, 1.5);
    set(1, 1.25);
    tick(20);
    set(1, 1.25);
    tick(5);
    set(1, 0.1);

    assertEquals("[[0,0.65],[10,1.25]]", plot(1).about().get("temperature").toString());
    assertEquals("[[0,0.65]]", plot(2).about().get("temperature").toString());
    tick(1);
    assertEquals("[[0,0.65],[10,1.25],[35,0.1]]", plot(1).about().get("temperature").toString());
  }

  @Test
  void shouldNameTheHandThatALineWasWrittenIn() throws Exception {
    var weights = RandomWeights.of(20, 5, 2);
    Ensemble other = new Ensemble(weights, 3, Twin.SCALAR.lstm(weights));
    tick(10);
    performance.commands().offer(() -> performance.recast(2, other, "other"));
    tick(10);

    assertEquals("other", plot(2).about().get("hand").asText());
    assertEquals("test", ended.remove().origin().hand());
  }

  @Test
  void shouldKeepUpWithWritersThatComeAndGo() throws Exception {
    tick(30);
    writers(5, Arrays.asList(null, 7L, null, 4L, 5L));
    tick(10);
    assertEquals(40, plot(3).about().get("strokes").asInt());
    assertEquals(10, plot(5).about().get("strokes").asInt());
    assertEquals(5, plot(5).about().get("seed").asInt());

    writers(2, Arrays.asList(null, 8L));
    tick(1);
    assertEquals(41, plot(2).about().get("strokes").asInt());
    assertTrue(lines.svg(3).get().isEmpty());
    assertEquals(
        List.of(3, 4, 5), ended.stream().map(line -> line.origin().writer()).sorted().toList());
    assertEquals(7, plot(2).about().get("seed").asLong(), "as its line was begun");
    performance.commands().offer(performance.space().writers().get(1)::clear);
    tick(1);
    assertEquals(8, plot(2).about().get("seed").asLong());
  }

  @Test
  void shouldBeginAnewAfterAFailure() throws Exception {
    tick(30);
    lines.output().beginAnew(performance.space().tree());
    tick(5);

    assertEquals(5, plot(1).about().get("strokes").asInt());
    assertTrue(ended.isEmpty(), "what is not whole is no line");
  }

  @Test
  void shouldBeginAnewIfTheRingWasFull() throws Exception {
    int capacity = 1024;
    Ring ring = new Ring(capacity);
    LineOutput output = new LineOutput(performance.space().tree(), List.of(), ring, counters);
    performance.outputs(List.of(output));
    tick(capacity / 3 + 2);
    assertTrue(counters.get(Counter.LINES_CUT) > 0);

    List<Integer> kinds = new ArrayList<>();
    ring.drain((kind, writer, a, b, c, d, object) -> kinds.add(kind));
    assertEquals(capacity, kinds.size());
    tick(2);
    kinds.clear();
    ring.drain((kind, writer, a, b, c, d, object) -> kinds.add(kind));
    assertEquals(LineOutput.ANEW, kinds.getFirst());
    assertTrue(kinds.size() >= 4, kinds.toString());
  }

  private void writers(int count, List<@Nullable Long> seeds) {
    int before = performance.space().writers().size();
    var weights = RandomWeights.of(16, 3, 2);
    List<Ensemble> added =
        count <= before
            ? List.of()
            : Ensemble.form(
                Scribblers.parts(weights, count).subList(before, count),
                before + 1,
                Twin.SCALAR::lstm);
    Runnable seeded = lines.prepare(seeds);
    Runnable change = performance.prepare(Math.min(before, count), added, 2);
    performance
        .commands()
        .offer(
            () -> {
              change.run();
              seeded.run();
            });
  }

  private void set(int writer, double temperature) {
    WriterNodes nodes = performance.space().writers().get(writer - 1);
    performance.commands().offer(() -> nodes.wildness().set(temperature, Role.VISITOR));
  }

  private void tick(int count) {
    for (int i = 0; i < count; i++) {
      performance.tick(ticks++ * 16_666_667, 0);
    }
  }

  private Plot plot(int writer) throws Exception {
    return Plot.parse(lines.svg(writer).get().orElseThrow());
  }

  /** The ink that everybody is told of, by writer, since its last restart. */
  private static final class Told implements Output {
    final double[] ink = new double[10];
    final int[] runs = new int[10];
    private final boolean[] down = new boolean[10];

    @Override
    public void changed(Node node) {
      int writer = node.writer();
      double[] n = node.numbers();
      if (node.address().endsWith("/restarts")) {
        ink[writer] = 0;
        runs[writer] = 0;
        down[writer] = false;
      } else if (node.address().endsWith("/stroke")) {
        boolean onPage = n[1] >= 0 && n[1] <= 1920 && n[2] >= 0 && n[2] <= 1080;
        boolean drawn = n[5] != 0 && onPage;
        ink[writer] += drawn ? Math.hypot(n[3], n[4]) : 0;
        runs[writer] += drawn && !down[writer] ? 1 : 0;
        down[writer] = drawn;
      }
    }

    @Override
    public Runnable prepare(Tree tree) {
      return () -> {};
    }

    @Override
    public void endOfTick(long wallMillis) {}
  }
}
