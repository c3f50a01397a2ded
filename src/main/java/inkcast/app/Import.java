package inkcast.app;

import inkcast.hand.Hand;
import inkcast.hand.Published;
import inkcast.hand.Safetensors;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code inkcast import}: the published model as a hand. */
@Command(
    name = "import",
    description =
        "Converts the model published with Recurrent Neural Network Tutorial for Artists.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class Import implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "weights.js",
      description = "The file as published, or the JSON between its quotes.")
  private Path file;

  @Option(names = "--out", required = true, paramLabel = "FILE.safetensors")
  private Path out;

  @Override
  public Integer call() throws Exception {
    Hand hand = Published.read(file, HandFile.name(out, spec.commandLine()));
    SafeFile.write(out, Safetensors.bytes(hand));
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%s: hand %s, %d units, %d mixtures%n",
            out,
            hand.name(),
            hand.weights().units(),
            hand.weights().mixtures())
        .flush();
    return 0;
  }
}
