package inkcast.packet;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A program that runs beside a test and always ends with it. */
public final class Helper implements AutoCloseable {
  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private Helper(Process process) {
    this.process = process;
    reader = Thread.ofVirtual().start(this::read);
  }

  /** Starts a program; the test is skipped by its name where that is absent. */
  public static Helper start(String... command) throws IOException {
    require(command[0]);
    return new Helper(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** Runs a program to its end and gives what it printed. */
  public static List<String> run(String... command) throws IOException, InterruptedException {
    try (Helper helper = start(command)) {
      int exit = helper.exit();
      if (exit != 0) {
        throw new IOException(String.join(" ", command) + ": exit " + exit + " " + helper.lines);
      }
      return helper.lines;
    }
  }

  /** Skips the test where a program is absent. */
  public static void require(String program) {
    boolean found =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> new File(folder, program).canExecute());
    if (!found && !new File(program).canExecute()) {
      abort(program + " is not installed");
    }
  }

  /** What it has printed so far. */
  public List<String> lines() {
    return lines;
  }

  /** Waits for a line that contains this. */
  public String await(String part) {
    return await(1, part);
  }

  /** Waits until so many lines contain this; the last of them. */
  public String await(int count, String part) {
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () -> lines.stream().filter(line -> line.contains(part)).count() >= count || ended());
    return lines.stream()
        .filter(line -> line.contains(part))
        .skip(count - 1L)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no line with " + part + " in " + lines));
  }

  /** Asks it to end, as a terminal or systemd does, and gives the exit code. */
  public int terminate(String signal) throws IOException, InterruptedException {
    signal(signal);
    return exit();
  }

  /** Its process. */
  public long pid() {
    return process.pid();
  }

  /** Sends it a signal, such as STOP. */
  public void signal(String signal) throws IOException, InterruptedException {
    run("kill", "-" + signal, String.valueOf(process.pid()));
  }

  /** Waits for its end. */
  public int exit() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("still running: " + lines);
    }
    reader.join();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private boolean ended() {
    return !process.isAlive() && !reader.isAlive();
  }

  private void read() {
    try (BufferedReader output = process.inputReader()) {
      String line = output.readLine();
      while (line != null) {
        lines.add(line);
        line = output.readLine();
      }
    } catch (IOException e) {
      lines.add(e.toString());
    }
  }
}
