package inkcast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a class of the tests in a JVM of its own: nothing is compiled there, nothing profiled. */
public final class FreshJvm {
  private static final List<String> FLAGS = List.of("@" + Path.of("deploy", "jvm.options"));

  private FreshJvm() {}

  /** What the class prints, with the program's own flags. */
  public static String run(Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    return run(FLAGS, main, arguments);
  }

  /**
   * What the class prints, with these flags.
   *
   * @throws AssertionError if it does not end well
   */
  public static String run(List<String> flags, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    Process jvm =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      String said = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, jvm.waitFor(), said);
      return said.strip();
    } finally {
      jvm.destroyForcibly();
    }
  }
}
