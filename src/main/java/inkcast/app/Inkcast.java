package inkcast.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code inkcast}: reads the command line and ends with a subcommand's exit code. */
@Command(
    name = "inkcast",
    description = "A neural network writes by hand, and every stroke is an OSC message.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class Inkcast {
  private Inkcast() {}

  /** Runs one subcommand and ends the JVM with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line with all subcommands; the build makes a package's manual of it. */
  public static CommandLine commandLine() {
    return Failures.handledBy(
        new CommandLine(new Inkcast())
            .addSubcommand(new Bench())
            .addSubcommand(new BenchDaemon())
            .addSubcommand(new Check())
            .addSubcommand(new CorpusCommand())
            .addSubcommand(new Eval())
            .addSubcommand(new Import())
            .addSubcommand(new Monitor())
            .addSubcommand(new Record())
            .addSubcommand(new Render())
            .addSubcommand(new Replay())
            .addSubcommand(new Serve())
            .addSubcommand(new Train()));
  }
}
