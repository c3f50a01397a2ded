package inkcast.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine;

/** The command line as a user types it, with what it prints and its exit code. */
record Cli(int exit, String out, String err) {

  /** What starts it as a process of its own, which finds nothing that others keep. */
  static String[] command(String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of("deploy", "jvm.options").toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dinkcast.state=" + Path.of("target", "state", UUID.randomUUID().toString()),
                Inkcast.class.getName()));
    command.addAll(List.of(args));
    return command.toArray(String[]::new);
  }

  static Cli run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine = Inkcast.commandLine();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    int exit = commandLine.execute(args);
    return new Cli(exit, out.toString(), err.toString());
  }
}
