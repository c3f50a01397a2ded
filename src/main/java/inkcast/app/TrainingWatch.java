package inkcast.app;

import inkcast.train.LearningCurve;
import inkcast.train.Training;
import inkcast.train.TrainingListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows how a training goes, as bars and as a curve, and keeps what was learnt in a file. */
class TrainingWatch implements TrainingListener, AutoCloseable {
  private static final long MEASURE_NS = 10_000_000_000L;

  private final Path checkpoint;
  private final @Nullable Path drawing;
  private final PrintWriter terminal;
  private @Nullable Progress writing;
  private @Nullable Progress learning;
  private String gap = "";
  private final List<FmaPeak.Rounds> peaks = new ArrayList<>();
  private long measuredNs = System.nanoTime();

  /**
   * A watch.
   *
   * @param checkpoint file to keep the state in
   * @param drawing file to draw the curve in, or null
   */
  TrainingWatch(Path checkpoint, @Nullable Path drawing, PrintWriter terminal) {
    this.checkpoint = checkpoint;
    this.drawing = drawing;
    this.terminal = terminal;
  }

  /**
   * Goes on where the same training was kept, if it was.
   *
   * @throws IOException if what is there cannot be read or is of another training
   */
  void resume(Training training) throws IOException {
    if (!Files.exists(checkpoint)) {
      return;
    }
    try {
      training.resume(Files.readAllBytes(checkpoint));
    } catch (IOException e) {
      throw new IOException(
          checkpoint + ": " + e.getMessage() + ". Remove the file to begin anew.", e);
    }
    terminal.printf("%s: goes on after update %d%n", checkpoint, training.updates());
    terminal.flush();
  }

  @Override
  public void written(double part) {
    if (writing == null) {
      writing = Progress.of("writing the corpus", terminal);
    }
    writing.show(part, "");
    if (part >= 1) {
      writing.close();
      writing = null;
    }
  }

  @Override
  public void updated(int done, double progress, double loss) {
    if (learning == null) {
      learning = Progress.from(progress, "learning", terminal);
    }
    if (System.nanoTime() - measuredNs >= MEASURE_NS) {
      measure();
    }
    learning.show(progress, String.format(Locale.ROOT, "update %d, loss %.4f%s,", done, loss, gap));
  }

  @Override
  public void judged(LearningCurve curve) throws IOException {
    gap = String.format(Locale.ROOT, ", gap %.4f", curve.points().getLast().gap());
    draw(curve);
  }

  /** Draws the curve, where that was asked for. */
  void draw(LearningCurve curve) throws IOException {
    if (drawing != null) {
      SafeFile.write(drawing, LossCurve.svg(curve).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** How fast it has learnt, beside what multiply-adds alone were given by turns, in words. */
  String speed(Training training) {
    measure();
    double mean = peaks.stream().mapToDouble(FmaPeak.Rounds::mean).average().orElseThrow();
    double best = peaks.stream().mapToDouble(FmaPeak.Rounds::best).max().orElseThrow();
    double found = training.gigaflops();
    return String.format(
        Locale.ROOT,
        "learnt at %.0f GFLOP/s on %d processors: %.0f%% of what multiply-adds alone reached in"
            + " turn with it, %.0f%% of their best",
        found,
        Runtime.getRuntime().availableProcessors(),
        100 * found / mean,
        100 * found / best);
  }

  private void measure() {
    peaks.add(FmaPeak.everywhere());
    measuredNs = System.nanoTime();
  }

  @Override
  public void checkpoint(byte[] state) throws IOException {
    SafeFile.write(checkpoint, state);
  }

  @Override
  public void close() {
    for (Progress progress : Arrays.asList(writing, learning)) {
      if (progress != null) {
        progress.close();
      }
    }
  }
}
