package inkcast.app;

import inkcast.config.Config;
import inkcast.hand.HandException;
import inkcast.hand.Hands;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code inkcast check}: everything about a configuration that can be known without serving. */
@Command(
    name = "check",
    description = "Says what is wrong with a configuration, line by line.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class Check implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOption config;

  @Override
  public Integer call() throws Exception {
    Config loaded = config.load();
    Hands hands = ConfigOption.hands(loaded);
    Set<String> names = new LinkedHashSet<>();
    loaded.writers().forEach(writer -> names.add(writer.hand()));
    for (String name : names) {
      try {
        ConfigOption.hand(hands, name);
      } catch (HandException e) {
        throw e;
      } catch (IOException e) {
        throw new HandException(name, "cannot be read: " + e.getMessage());
      }
    }
    spec.commandLine()
        .getOut()
        .printf(
            "%s: valid; writers: %d, hands: %s%n",
            config.file(), loaded.writers().size(), String.join(", ", names));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
