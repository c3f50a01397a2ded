package inkcast.app;

import inkcast.hand.Hand;
import inkcast.model.Sources;
import inkcast.writer.Page;
import inkcast.writer.Part;
import inkcast.writer.Writer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code inkcast render}: what a writer of the daemon writes, as a picture or as strokes. */
@Command(
    name = "render",
    description = "Writes a page without a server.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class Render implements Callable<Integer> {
  private static final Page PAGE = new Page(1920, 1080, 50);
  private static final float SCALE = 10;
  private static final int LINES = 5;
  private static final int STROKES_A_LINE = 2000; // twice what fits between the margins
  private static final int MAX_STROKES = 1_000_000;
  private static final int MAX_SEED = 1_000_000_000; // short enough to be typed again

  @Spec private CommandSpec spec;

  @Option(
      names = "--hand",
      required = true,
      paramLabel = "NAME_OR_FILE",
      description = "A hand in weights/, or a file: .safetensors, weights.js or its JSON.")
  private String hand;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      defaultValue = "0.65",
      description = "0 is certain, 1 is the model's own. Default: ${DEFAULT-VALUE}.")
  private float temperature;

  @Option(
      names = "--strokes",
      paramLabel = "N",
      description = "Strokes in all lines together. Default: what the lines need.")
  private @Nullable Integer strokes;

  @Option(
      names = "--lines",
      paramLabel = "L",
      description = "Lines at most. Default: " + LINES + ", or what the strokes need.")
  private @Nullable Integer lines;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "The same seed writes the same page. Default: another one each time.")
  private @Nullable Long seed;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "A picture, .svg or .png, or strokes for eval, .json.")
  private Path out;

  @Override
  public Integer call() throws Exception {
    Picture picture = checked();
    Hand loaded = Shipped.hand(hand);
    long chosen = seed == null ? ThreadLocalRandom.current().nextInt(MAX_SEED) : seed;
    int maxLines = lines != null ? lines : strokes != null ? Integer.MAX_VALUE : LINES;
    long maxStrokes = strokes != null ? strokes : (long) maxLines * STROKES_A_LINE;

    List<Sheet.Line> written = Sheet.write(part(loaded, chosen), maxLines, maxStrokes, count -> {});
    long count = written.stream().mapToLong(line -> line.strokes().size()).sum();
    String what = loaded.name() + " at temperature " + temperature + ", seed " + chosen;
    SafeFile.write(out, picture.encode(written, SCALE, what));

    PrintWriter terminal = spec.commandLine().getOut();
    terminal.printf(
        Locale.ROOT, "%s: %s; lines: %,d, strokes: %,d%n", out, what, written.size(), count);
    terminal.flush();
    return 0;
  }

  private Part part(Hand loaded, long chosen) {
    RandomGenerator random = Sources.seeded(chosen);
    Writer.Setup setup = new Writer.Setup(loaded.name(), PAGE, PAGE.line(0, 1), SCALE, temperature);
    return new Part(loaded.weights(), setup, random);
  }

  private Picture checked() {
    if (!(temperature >= 0 && Float.isFinite(temperature))) {
      throw wrong("--temperature", "a finite number of 0 or more", temperature);
    }
    if (strokes != null && (strokes < 1 || strokes > MAX_STROKES)) {
      throw wrong("--strokes", "1 to " + MAX_STROKES, strokes);
    }
    if (lines != null && (lines < 1 || lines > MAX_STROKES / STROKES_A_LINE)) {
      throw wrong("--lines", "1 to " + MAX_STROKES / STROKES_A_LINE, lines);
    }
    Picture picture = Picture.of(out);
    if (picture == null) {
      throw wrong("--out", "a name that ends in .svg, .png or .json", out);
    }
    return picture;
  }

  private ParameterException wrong(String option, String expected, Object found) {
    return new ParameterException(
        spec.commandLine(), option + ": expected " + expected + ", found " + found);
  }
}
