package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.config.Config;
import inkcast.model.Twin;
import inkcast.recording.Recorder;
import inkcast.recording.RecordingFile;
import inkcast.stage.Backstage;
import inkcast.stage.Role;
import inkcast.tick.Budget;
import inkcast.tick.Clock;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.Performance;
import inkcast.writer.Crew;
import inkcast.writer.Ensemble;
import inkcast.writer.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run with seeds, in the shipped hand on either twin: the same again, to the bit. */
class SeededRunTest {
  private static final long PERIOD_NS = 16_666_667;
  private static final int TICKS = 240;

  @TempDir private Path folder;
  private Twin twin = Twin.SCALAR;

  @ParameterizedTest
  @EnumSource
  void shouldRepeatItselfToTheBit(Twin twin) throws Exception {
    this.twin = twin;
    String seeded = "scale: 100\nwriters: [{seed: 1}, {seed: 2, temperature: 1.2}, {seed: 3}]\n";
    byte[] first = run(seeded, "first");
    assertArrayEquals(first, run(seeded, "second"));
    assertFalse(Arrays.equals(first, run(seeded.replace("seed: 2", "seed: 4"), "other")));
  }

  /** The whole recording of a run, with the same commands at the same ticks. */
  private byte[] run(String yaml, String name) throws Exception {
    Config config = Config.load(Files.writeString(folder.resolve(name + ".yaml"), yaml));
    Counters counters = new Counters();
    Performance performance = perform(config, counters);
    Path file = folder.resolve(name + ".osc");
    long[] due = {0};
    try (Recorder recorder =
        new Recorder(
            RecordingFile.create(file), "test", performance.space(), () -> due[0], counters)) {
      performance.outputs(List.of(recorder));
      for (int tick = 0; tick < TICKS; tick++) {
        if (tick == 50) {
          say(performance, "/inkcast/writer/[23]/temperature", 0.3f);
        } else if (tick == 120) {
          say(performance, "/inkcast/writer/1/restart", 1);
        } else if (tick == 200 || tick == 220) {
          say(performance, "/inkcast/writer/2/pause", tick == 200);
        }
        due[0] = tick * PERIOD_NS;
        performance.tick(due[0], due[0] / 1_000_000);
      }
    }
    assertTrue(counters.get(Counter.RESTARTS_LINE_FULL) > 0, "lines that end, too");
    return Files.readAllBytes(file);
  }

  private Performance perform(Config config, Counters counters) throws IOException {
    Cast cast = new Cast(ConfigOption.hands(config), Cast.page(config));
    List<Part> parts = new ArrayList<>();
    for (Config.Writer writer : config.writers()) {
      parts.add(cast.part(writer, Cast.starts(config).get(parts.size())));
    }
    return new Performance(
        new Performance.Settings("/inkcast", Cast.page(config), 2, 60, false),
        Ensemble.form(parts, twin::lstm),
        new Budget(Clock.SYSTEM, new Crew(1, Clock.SYSTEM::nanoTime), 60),
        rate -> {},
        Backstage.Doors.CLOSED,
        counters);
  }

  private static void say(Performance performance, String address, Object argument) {
    performance.control().submit(Role.OPERATOR, address, List.of(argument));
  }
}
