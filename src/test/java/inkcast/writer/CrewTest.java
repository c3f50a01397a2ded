package inkcast.writer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.model.Batch;
import inkcast.model.Lstm;
import inkcast.model.RandomWeights;
import inkcast.model.SliceableLstm;
import inkcast.model.Sources;
import inkcast.model.Twin;
import inkcast.model.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class CrewTest {
  private static final int UNITS = 37;
  private static final int MIXTURES = 3;
  private static final Page PAGE = new Page(60, 60, 5); // so small that lines end

  static Stream<Arguments> crews() {
    return Stream.of(Twin.values())
        .flatMap(
            twin ->
                Stream.of(true, false)
                    .flatMap(
                        int8 ->
                            Stream.of(2, 3, 5).map(threads -> Arguments.of(twin, int8, threads))));
  }

  @ParameterizedTest
  @MethodSource("crews")
  void shouldMoveStreamsToTheSameBitsAsOneThread(Twin twin, boolean int8, int threads) {
    Weights weights = weights(int8);
    try (Crew crew = sharing(threads)) {
      Lstm shared = crew.lstm(twin.lstm(weights));
      for (int rows : new int[] {1, 7, 23, 24, 25, 47, 64, 101}) {
        assertIterableEquals(
            states(weights, twin.lstm(weights), rows),
            states(weights, shared, rows),
            rows + " rows");
      }
      assertTrue(crew.sparedNs() > 0, "nothing was shared");
    }
  }

  @ParameterizedTest
  @MethodSource("crews")
  void shouldWriteTheSameStrokesAsOneThread(Twin twin, boolean int8, int threads) {
    Weights weights = weights(int8);
    List<String> alone = strokes(Ensemble.form(parts(weights, 75), twin::lstm));
    try (Crew crew = sharing(threads)) {
      assertIterableEquals(
          alone, strokes(Ensemble.form(parts(weights, 75), w -> crew.lstm(twin.lstm(w)))));
    }
  }

  @Test
  void shouldStepOnAsManyThreadsAsItHas() {
    Set<String> seen = new ConcurrentSkipListSet<>();
    try (Crew crew = sharing(3)) {
      Lstm lstm = crew.lstm(new Fake(() -> seen.add(Thread.currentThread().getName())));
      update(lstm, 9);
      assertEquals(Set.of(Thread.currentThread().getName(), "step-2", "step-3"), seen);
      seen.clear();
      crew.share(false);
      update(lstm, 9);
      assertEquals(Set.of(Thread.currentThread().getName()), seen);
    }
  }

  @Test
  void shouldTakeTheStepAsItIsWhenAlone() {
    SliceableLstm step = Twin.SCALAR.lstm(weights(false));
    try (Crew crew = sharing(1)) {
      assertEquals(step, crew.lstm(step));
    }
  }

  @Test
  void shouldTellOfAHelpersFailureAndGoOn() {
    boolean[] broken = {true};
    try (Crew crew = sharing(2)) {
      Lstm lstm =
          crew.lstm(
              new Fake(
                  () -> {
                    if (broken[0] && Thread.currentThread().getName().equals("step-2")) {
                      throw new StackOverflowError("broken on purpose");
                    }
                  }));
      Exception e = assertThrows(IllegalStateException.class, () -> update(lstm, 8));
      assertEquals("step-2 failed", e.getMessage());
      assertEquals("broken on purpose", e.getCause().getMessage());
      broken[0] = false;
      update(lstm, 8);
    }
  }

  @Test
  void shouldWaitForItsHelpersThoughItFailsItself() {
    Set<String> ended = new ConcurrentSkipListSet<>();
    Thread tick = Thread.currentThread();
    try (Crew crew = sharing(2)) {
      Lstm lstm =
          crew.lstm(
              new Fake(
                  () -> {
                    if (Thread.currentThread() == tick) {
                      throw new IllegalArgumentException("broken on purpose");
                    }
                    for (int i = 0; i < 1_000_000; i++) {
                      Thread.onSpinWait();
                    }
                    ended.add(Thread.currentThread().getName());
                  }));
      assertThrows(IllegalArgumentException.class, () -> update(lstm, 8));
      assertEquals(Set.of("step-2"), ended);
    }
  }

  @Test
  void shouldGoOnAloneWhenItsHelpersHaveEnded() {
    Set<String> seen = new ConcurrentSkipListSet<>();
    Crew crew = sharing(4);
    Lstm lstm = crew.lstm(new Fake(() -> seen.add(Thread.currentThread().getName())));
    assertEquals(Set.of("step-2", "step-3", "step-4"), running());
    crew.close();
    assertEquals(Set.of(), running());
    update(lstm, 8);
    assertEquals(Set.of(Thread.currentThread().getName()), seen);
  }

  @Test
  void shouldStartNoThreadBeforeItIsTold() {
    try (Crew crew = new Crew(3, System::nanoTime)) {
      crew.share(true);
      update(crew.lstm(new Fake(() -> {})), 8);
      assertEquals(Set.of(), running());
      assertFalse(crew.sparedNs() > 0);
    }
  }

  /** What a step does that moves nothing. */
  private record Fake(Runnable work) implements SliceableLstm {
    @Override
    public void update(Batch batch, int[] rows, int count) {
      work.run();
    }

    @Override
    public SliceableLstm another() {
      return this;
    }

    @Override
    public int grain() {
      return 1;
    }
  }

  private static Crew sharing(int threads) {
    Crew crew = new Crew(threads, System::nanoTime);
    crew.start();
    crew.share(true);
    return crew;
  }

  private static void update(Lstm lstm, int rows) {
    lstm.update(new Batch(weights(false), rows), all(rows), rows);
  }

  private static int[] all(int rows) {
    int[] all = new int[rows];
    Arrays.setAll(all, row -> row);
    return all;
  }

  private static Set<String> running() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("step-"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Weights weights(boolean int8) {
    return int8
        ? RandomWeights.of(UNITS, MIXTURES, 4).rounded()
        : RandomWeights.of(UNITS, MIXTURES, 4);
  }

  /** Hidden, cell and raw output of all streams after some steps, of which each misses some. */
  private static List<Float> states(Weights weights, Lstm lstm, int rows) {
    Batch batch = new Batch(weights, rows);
    for (int row = 0; row < rows; row++) {
      batch.randomize(row, Sources.seeded(row));
    }
    int[] some = new int[rows];
    for (int t = 0; t < 20; t++) {
      int count = 0;
      for (int row = 0; row < rows; row++) {
        if ((row + t) % 5 != 0) {
          batch.input(row, row, t, t % 2);
          some[count++] = row;
        }
      }
      lstm.update(batch, some, count);
    }
    List<Float> values = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      for (int u = 0; u < UNITS; u++) {
        values.add(batch.hidden(row, u));
        values.add(batch.cell(row, u));
      }
      for (int j = 0; j < weights.outputs(); j++) {
        values.add(batch.output(row, j));
      }
    }
    return values;
  }

  private static List<Part> parts(Weights weights, int count) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Writer.Setup setup = new Writer.Setup("test", PAGE, PAGE.line(i, count), 1, 0.65f);
      parts.add(new Part(weights, setup, Sources.seeded(i)));
    }
    return parts;
  }

  /** With pauses, restarts by command, and lines that end. */
  private static List<String> strokes(List<Ensemble> ensembles) {
    List<String> strokes = new ArrayList<>();
    WriterListener listener =
        new WriterListener() {
          @Override
          public void restarted(Writer writer, Restart cause) {
            strokes.add(writer.number() + " " + cause);
          }

          @Override
          public void wrote(Writer writer) {
            Stroke s = writer.stroke();
            strokes.add(writer.number() + " " + s.seq() + " " + s.x() + " " + s.y());
          }
        };
    List<Writer> writers = ensembles.getFirst().members();
    for (int t = 0; t < 80; t++) {
      writers.get(t * 7 % writers.size()).paused(t % 3 != 0);
      writers.get(t * 5 % writers.size()).restart();
      ensembles.getFirst().step(listener);
    }
    assertTrue(strokes.stream().anyMatch(line -> line.endsWith("LOST")), "no line has ended");
    return strokes;
  }
}
