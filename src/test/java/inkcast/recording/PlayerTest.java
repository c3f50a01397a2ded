package inkcast.recording;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.stage.Node;
import inkcast.stage.Refusal;
import inkcast.stage.Role;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.ManualClock;
import inkcast.tick.Output;
import inkcast.tick.Performance;
import inkcast.tick.Scribblers;
import inkcast.tick.TickLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlayerTest {
  private static final List<Integer> DUE_MILLIS = List.of(0, 10, 20, 50, 51, 9_000, 9_010);

  @TempDir private Path folder;
  private final List<String> recorded = new ArrayList<>();
  private final List<String> played = new ArrayList<>();
  private boolean leaving; // the second writer, in what is recorded
  private final Counters counters = new Counters();
  private final ManualClock clock = new ManualClock();
  private final TickLoop loop = new TickLoop(clock, 100, counters, late -> {});
  private final Performance performance = Scribblers.perform(2, counters);

  @Test
  void shouldTellTheSameAtTheSamePaceAndEnd() throws IOException {
    Recording recording = Recording.open(record());
    try (Player player = play(recording, false)) {
      loop.run(player);
      assertTrue(player.ended());
    }
    List<String> expected = new ArrayList<>(recorded);
    expected.replaceAll(line -> line.replace("end 9000", "end 2051").replace("9010", "2061"));
    assertEquals(expected, played, "and nobody sits through nine seconds of nothing");
    assertEquals(0, counters.get(Counter.MISSED_TICKS));
  }

  @Test
  void shouldBeginAnewAtItsEndAndTellWhatIsOtherThen() throws IOException {
    Recording recording = Recording.open(record());
    try (Player player = play(recording, true)) {
      performance.outputs(
          List.of(
              new Lines(played, loop::dueNs) {
                @Override
                public void endOfTick(long wallMillis) {
                  super.endOfTick(wallMillis);
                  if (count("/inkcast/writer/1/stroke [1.0,") == 3) {
                    loop.stop();
                  }
                }
              }));
      loop.run(player);
      assertFalse(player.ended());
    }
    assertEquals(2, count("/inkcast/writer/2/temperature [1.5]"));
    assertEquals(2, count("/inkcast/writer/2/temperature [0.6"), "the beginning's, told anew");
  }

  @Test
  void shouldTakeNothingIn() throws IOException {
    try (Player _ = play(Recording.open(record()), false)) {
      Refusal refusal =
          performance.control().submit(Role.OPERATOR, "/inkcast/writer/1/restart", List.of());
      assertNotNull(refusal);
      assertEquals("a recording is played: nothing can be changed", refusal.message());
    }
  }

  @Test
  void shouldNotHaveEndedIfAnErrorHasEndedIt() throws IOException {
    leaving = true;
    Recording recording = Recording.open(record());
    IntFunction<Runnable> writers =
        count -> {
          throw new OutOfMemoryError("as a test wants it");
        };
    try (Player player = new Player(recording, performance, loop, false, writers, counters)) {
      await().until(player::readAhead);
      loop.run(player);
      assertFalse(player.ended());
    }
  }

  private long count(String start) {
    return played.stream().filter(line -> line.startsWith(start)).count();
  }

  private Player play(Recording recording, boolean again) {
    Player player = new Player(recording, performance, loop, again, count -> () -> {}, counters);
    performance.outputs(List.of(new Lines(played, loop::dueNs)));
    await().until(player::readAhead);
    return player;
  }

  /** Two writers of seven ticks, and a temperature that somebody sets. */
  private Path record() throws IOException {
    Path file = folder.resolve("r.osc");
    Counters others = new Counters();
    Performance writers = Scribblers.perform(2, others);
    long[] due = {0};
    try (Recorder recorder =
        new Recorder(RecordingFile.create(file), "test", writers.space(), () -> due[0], others)) {
      writers.outputs(List.of(new Lines(recorded, () -> due[0]), recorder));
      for (int millis : DUE_MILLIS) {
        due[0] = 5_000_000 + millis * 1_000_000L;
        if (millis == 50) {
          writers.control().submit(Role.VISITOR, "/inkcast/writer/2/temperature", List.of(1.5));
        }
        if (leaving && millis == 51) {
          writers.commands().offer(writers.prepare(1, List.of(), 2)::run);
        }
        writers.tick(due[0], 1_700_000_000_000L + millis);
      }
    }
    return file;
  }

  /** What an output is told, and when, after the first tick. */
  private static class Lines implements Output {
    private final List<String> lines;
    private final LongSupplier dueNs;
    private long firstNs = -1;

    Lines(List<String> lines, LongSupplier dueNs) {
      this.lines = lines;
      this.dueNs = dueNs;
    }

    @Override
    public void changed(Node node) {
      lines.add(node.address() + " " + Arrays.toString(node.numbers()));
    }

    @Override
    public void endOfTick(long wallMillis) {
      firstNs = firstNs < 0 ? dueNs.getAsLong() : firstNs;
      lines.add("end " + (dueNs.getAsLong() - firstNs) / 1_000_000);
    }
  }
}
