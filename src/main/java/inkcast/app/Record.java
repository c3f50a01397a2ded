package inkcast.app;

import inkcast.config.Config;
import inkcast.recording.RecordingFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code inkcast record}: as {@code serve}, and all that happens goes into a file. */
@Command(
    name = "record",
    description = {
      "Serves, and writes all that happens into a file: every stroke, everything else that is"
          + " told,",
      "and what comes in. The replay command plays it."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class Record implements Callable<Integer> {
  @Mixin private ConfigOption config;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "A new file; none is ever written over.")
  private Path out;

  @Override
  public Integer call() throws Exception {
    Service service = new Service();
    Config loaded = config.load();
    RecordingFile file = RecordingFile.create(out);
    try {
      return service.run(loaded, config, Programme.recorded(file));
    } catch (Throwable e) { // as memory may not be enough, too
      file.discard(); // no daemon, no recording
      throw e;
    }
  }
}
