package inkcast.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One writer in JavaScript, in a node process that lives through all rounds, so that its code stays
 * compiled, and waits for a line while others have their turn.
 */
final class NodeWriter implements Contender, Probe.Probed {
  private final String name;
  private final Process process;
  private final BufferedWriter questions;
  private final BufferedReader answers;

  private NodeWriter(String name, Process process) {
    this.name = name;
    this.process = process;
    questions = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts it.
   *
   * @param script answers {@code run SECONDS} with strokes a second, and {@code probe OFFSETS} with
   *     raw outputs
   * @param data the argument of the script
   * @throws IOException when there is no node
   */
  static NodeWriter start(String name, Path script, Path data) throws IOException {
    ProcessBuilder node = new ProcessBuilder("node", script.toString(), data.toString());
    return new NodeWriter(name, node.redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int writers() {
    return 1;
  }

  @Override
  public double strokesPerSecond(double seconds) throws IOException {
    return Double.parseDouble(ask("run " + seconds));
  }

  @Override
  public float[] outputs(float[] offsets) throws IOException {
    String given =
        IntStream.range(0, offsets.length)
            .mapToObj(i -> Float.toString(offsets[i]))
            .collect(Collectors.joining(" "));
    String[] texts = ask("probe " + given).split(" ", -1);
    float[] outputs = new float[texts.length];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = Float.parseFloat(texts[i]);
    }
    return outputs;
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    questions.close();
    answers.close();
  }

  private String ask(String question) throws IOException {
    questions.write(question);
    questions.newLine();
    questions.flush();
    @Nullable String answer = answers.readLine();
    if (answer == null) {
      throw new IOException(name + ": node has ended");
    }
    return answer;
  }
}
