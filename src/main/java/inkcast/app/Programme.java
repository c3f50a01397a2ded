package inkcast.app;

import inkcast.config.Config;
import inkcast.recording.Player;
import inkcast.recording.Recorder;
import inkcast.recording.Recording;
import inkcast.recording.RecordingFile;
import inkcast.tick.Counters;
import inkcast.tick.Output;
import inkcast.tick.Performance;
import inkcast.tick.TickLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one daemon gives: what its writers write, perhaps recorded, or a recording. */
final class Programme implements AutoCloseable {
  private final @Nullable RecordingFile out;
  private final @Nullable Recording in;
  private final boolean again;
  private volatile @Nullable Recorder recorder;
  private volatile @Nullable Player player;

  private Programme(@Nullable RecordingFile out, @Nullable Recording in, boolean again) {
    this.out = out;
    this.in = in;
    this.again = again;
  }

  /** What the writers write. */
  static Programme live() {
    return new Programme(null, null, false);
  }

  /** What the writers write, in a file, too. */
  static Programme recorded(RecordingFile out) {
    return new Programme(out, null, false);
  }

  /**
   * What a recording holds.
   *
   * @param again whether it begins anew at its end
   */
  static Programme of(Recording in, boolean again) {
    return new Programme(null, in, again);
  }

  /** Whether there are writers who write. */
  boolean isLive() {
    return in == null;
  }

  /** A configuration with the writers that there will be at first. */
  Config of(Config config) {
    return in == null ? config : of(config, in.writers());
  }

  private static Config of(Config config, int count) {
    List<Config.Writer> writers = new ArrayList<>(config.writers());
    while (writers.size() < count) {
      writers.add(Config.defaults().writers().getFirst());
    }
    return config.withWriters(writers.subList(0, count));
  }

  /**
   * Begins a recording, if there is to be one; before anything is told.
   *
   * @throws IOException if not even its beginning can be written
   */
  void record(Performance performance, TickLoop loop, Counters counters) throws IOException {
    if (out != null) {
      String program = "inkcast " + Version.current();
      recorder = new Recorder(out, program, performance.space(), loop::dueNs, counters);
    }
  }

  /** Who is told: these, and then who records. */
  List<Output> outputs(Output... others) {
    List<Output> all = new ArrayList<>(List.of(others));
    if (recorder != null) {
      all.add(recorder);
    }
    return all;
  }

  /** Gets ready to play a recording, if it is one; before the first tick. */
  void play(
      Config config, Performance performance, MidiPart midi, TickLoop loop, Counters counters) {
    if (in != null) {
      Extras extras = new Extras(config, performance, midi);
      player = new Player(in, performance, loop, again, extras::change, counters);
    }
  }

  /** What to do in each tick. */
  TickLoop.Tick tick(Performance performance) {
    TickLoop.Tick played = player;
    return played == null ? performance::tick : played;
  }

  /** Whether it was a recording, which has ended. */
  boolean ended() {
    Player playing = player;
    return playing != null && playing.ended();
  }

  /** For people: what is recorded or played; null: neither. */
  @Nullable String describe() {
    if (in != null) {
      return "%s is played, %d writers".formatted(in.path(), in.writers());
    }
    return out == null ? null : "all that happens is recorded in " + out;
  }

  /** Ends either; the tick's thread must have stopped. */
  @Override
  public void close() {
    if (player != null) {
      player.close();
    }
    if (recorder != null) {
      recorder.close();
    }
  }

  /** Lets writers come and go as they did. The reading thread's. */
  private static final class Extras {
    private final Config config;
    private final Performance performance;
    private final MidiPart midi;
    private int present;

    Extras(Config config, Performance performance, MidiPart midi) {
      this.config = config;
      this.performance = performance;
      this.midi = midi;
      present = config.writers().size();
    }

    Runnable change(int count) {
      int staying = Math.min(present, count);
      present = count;
      Runnable played = midi.prepare(of(config, count)); // before there are writers who play
      Runnable come =
          performance.prepare(
              staying,
              StandIns.of(staying + 1, count, Cast.page(config)),
              config.temperature().max());
      return () -> {
        come.run();
        played.run();
      };
    }
  }
}
