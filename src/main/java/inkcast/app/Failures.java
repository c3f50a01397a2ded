package inkcast.app;

import inkcast.config.ConfigException;
import inkcast.hand.HandException;
import inkcast.recording.RecordingException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Turns what a subcommand throws into one readable line (a configuration's problems: a line each)
 * and the exit code: 2 for wrong usage, a wrong configuration and a hand that is unknown or
 * damaged, 1 for anything later.
 */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

  /** Makes a command line fail this way. */
  static CommandLine handledBy(CommandLine commandLine) {
    Failures failures = new Failures();
    return commandLine
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    report(command, e.getMessage() + " (see " + name(command) + " --help)");
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(
      Exception e, CommandLine command, @Nullable ParseResult parsed) {
    if (e instanceof ConfigException config) {
      config.problems().forEach(command.getErr()::println);
      command.getErr().flush();
      return ExitCode.USAGE;
    }
    report(command, describe(e));
    return e instanceof HandException || e instanceof RecordingException
        ? ExitCode.USAGE
        : ExitCode.SOFTWARE;
  }

  private static void report(CommandLine command, String message) {
    PrintWriter err = command.getErr();
    err.println(name(command) + ": " + message.strip().replaceAll("\\s*\\R\\s*", "; "));
    err.flush();
  }

  private static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName();
  }

  /** What went wrong, in words. */
  static String describe(Exception e) {
    String message = e.getMessage();
    return switch (e) {
      case NoSuchFileException gone -> gone.getFile() + ": no such file or folder";
      case AccessDeniedException denied -> denied.getFile() + ": permission denied";
      case FileAlreadyExistsException there -> there.getFile() + ": already exists";
      case FileSystemException other when other.getReason() != null ->
          other.getFile() + ": " + other.getReason();
      case FileNotFoundException missing -> String.valueOf(missing.getMessage());
      case IOException io when message != null -> message;
      default -> message == null ? e.getClass().getSimpleName() : message;
    };
  }
}
