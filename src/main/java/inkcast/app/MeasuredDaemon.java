package inkcast.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@link BenchDaemon}'s process, seen from bench: started with this JVM's own flags. */
final class MeasuredDaemon implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final int port;
  private final long startMillis;

  /**
   * Returns once it ticks.
   *
   * @param yaml its configuration
   */
  MeasuredDaemon(String yaml) throws IOException {
    Path config = Files.createTempFile("inkcast-bench", ".yaml");
    Files.writeString(config, yaml);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Inkcast.class.getName(), "bench-daemon", "--config", config.toString()));
    long begin = System.nanoTime();
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    try {
      port = Integer.parseInt(answer());
      startMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    } catch (IOException e) {
      close();
      throw e;
    } finally {
      Files.delete(config); // it has been read
    }
  }

  /** The one port number of HTTP, WebSocket and OSC control. */
  int port() {
    return port;
  }

  /** How long it took from its exec to its first tick. */
  long startMillis() {
    return startMillis;
  }

  /** Waits so long, or until it has ended; returns whether it has. */
  boolean ended(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /** Begins to measure. */
  void begin() {
    tell();
  }

  /** What was measured since. */
  TickFigures end() throws IOException {
    tell();
    return new ObjectMapper().readValue(answer(), TickFigures.class);
  }

  /** Waits for the daemon's end, and returns how many OSC datagrams it sent in its life. */
  long sent() throws IOException {
    return Long.parseLong(answer());
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void tell() {
    try {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    } catch (IOException e) {
      // It has ended, and the next answer says why.
    }
  }

  /** The next answer; what the log says before is passed over, unless it is the last word. */
  private String answer() throws IOException {
    String last = "it said nothing";
    for (@Nullable String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith(BenchDaemon.ANSWER)) {
        return line.substring(BenchDaemon.ANSWER.length());
      }
      last = line;
    }
    throw new IOException("the daemon's process has ended: " + last);
  }
}
