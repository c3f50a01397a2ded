package inkcast.app;

import inkcast.recording.Recording;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inkcast replay}: a recording, to everyone who would hear the writers. */
@Command(
    name = "replay",
    description = {
      "Plays what the record command has written, at the same pace, to the outputs that the",
      "configuration says, and ends with it. Nothing that comes in changes anything meanwhile."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class Replay implements Callable<Integer> {
  @Mixin private ConfigOption config;

  @Parameters(paramLabel = "FILE", description = "The recording.")
  private Path file;

  @Option(names = "--loop", description = "Begins anew at its end, until it is told to stop.")
  private boolean again;

  @Override
  public Integer call() throws Exception {
    Service service = new Service();
    Recording recording = Recording.open(file);
    return service.run(config.load(), config, Programme.of(recording, again));
  }
}
