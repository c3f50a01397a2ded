package inkcast.app;

import inkcast.hand.Hand;
import inkcast.hand.Hands;
import inkcast.model.Sources;
import inkcast.writer.Page;
import inkcast.writer.Part;
import inkcast.writer.Writer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
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
    description = {
      "Writes a page without a server.",
      "With --sheet: short lines of several hands at several temperatures, beside each other."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class Render implements Callable<Integer> {
  private static final Page PAGE = new Page(1920, 1080, 50);
  private static final float SCALE = 10;
  private static final int LINES = 5;
  private static final int SHEET_LINES = 3;
  private static final float TEMPERATURE = 0.65f;
  private static final List<Float> SHEET_TEMPERATURES = List.of(0.25f, 0.4f, 0.65f, 0.8f, 1f, 1.2f);
  private static final int STROKES_A_LINE = 2000; // twice what fits between the margins
  private static final int MAX_STROKES = 1_000_000;
  private static final int MAX_MILLIMETRES = 100_000;
  private static final int MAX_SEED = 1_000_000_000; // short enough to be typed again

  @Spec private CommandSpec spec;

  @Option(
      names = "--hand",
      paramLabel = "NAME_OR_FILE",
      description =
          "A hand in weights/, or a file: .safetensors, weights.js or its JSON. With --sheet"
              + " several may be given. Default there: all in weights/.")
  private List<String> names = List.of();

  @Option(
      names = "--sheet",
      description = "A row a hand and a column a temperature, all from one seed.")
  private boolean sheet;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description =
          "0 is certain, 1 is the model's own. Default: "
              + TEMPERATURE
              + ". With --sheet several may be given. Default there: 0.25, 0.4, 0.65, 0.8, 1, 1.2.")
  private List<Float> temperatures = List.of();

  @Option(
      names = "--strokes",
      paramLabel = "N",
      description = "Strokes in all lines together. Default: what the lines need.")
  private @Nullable Integer strokes;

  @Option(
      names = "--lines",
      paramLabel = "L",
      description =
          "Lines at most. Default: "
              + LINES
              + ", or what the strokes need; in each cell of a sheet "
              + SHEET_LINES
              + ".")
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
      description =
          "A picture, .svg or .png; strokes for eval, .json; or what the writer plays, .mid, with"
              + " the same strokes as .svg beside it.")
  private Path out;

  @Option(
      names = "--mm",
      paramLabel = "WIDTH",
      description =
          "For a pen plotter: the .svg is so many millimetres wide, and nothing but ink; its"
              + " metadata says hand, seed and temperature.")
  private @Nullable Double millimetres;

  @Override
  public Integer call() throws Exception {
    Picture picture = checked();
    long chosen = seed == null ? ThreadLocalRandom.current().nextInt(MAX_SEED) : seed;
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.println(
        out
            + (isPlayed() ? ", " + pictureBeside() : "")
            + ": "
            + (sheet ? sheet(picture, chosen) : page(picture, chosen)));
    terminal.flush();
    return 0;
  }

  private String page(Picture picture, long chosen) throws IOException {
    Hand hand = Shipped.hand(names.getFirst());
    float temperature = temperatures.isEmpty() ? TEMPERATURE : temperatures.getFirst();
    int maxLines = lines != null ? lines : strokes != null ? Integer.MAX_VALUE : LINES;
    long maxStrokes = strokes != null ? strokes : (long) maxLines * STROKES_A_LINE;

    RandomGenerator random = Sources.seeded(chosen);
    Writer.Setup setup = new Writer.Setup(hand.name(), PAGE, PAGE.line(0, 1), SCALE, temperature);
    Part part = new Part(hand.weights(), setup, random);
    List<Sheet.Line> written = Sheet.write(part, maxLines, maxStrokes, count -> {});
    String what = hand.name() + " at temperature " + temperature + ", seed " + chosen;
    if (isPlayed()) {
      SafeFile.write(out, Recital.encode(written, setup, what));
      SafeFile.write(pictureBeside(), picture.encode(written, SCALE, what));
    } else if (millimetres != null) {
      SafeFile.write(
          out, Picture.plot(written, millimetres, what, hand.name(), chosen, temperature));
    } else {
      SafeFile.write(out, picture.encode(written, SCALE, what));
    }

    long count = written.stream().mapToLong(line -> line.strokes().size()).sum();
    return String.format(Locale.ROOT, "%s; lines: %,d, strokes: %,d", what, written.size(), count);
  }

  private String sheet(Picture picture, long chosen) throws IOException {
    List<Hand> hands = new ArrayList<>();
    for (String name : names.isEmpty() ? new Hands(Shipped.folders()).names() : names) {
      hands.add(Shipped.hand(name));
    }
    if (hands.isEmpty()) {
      throw wrong("--hand", "a hand, since there is none in " + Shipped.folders(), "none");
    }
    List<Float> columns = temperatures.isEmpty() ? SHEET_TEMPERATURES : temperatures;
    int cellLines = lines == null ? SHEET_LINES : lines;
    try (Progress progress = Progress.of("writing", spec.commandLine().getErr())) {
      ContactSheet written =
          ContactSheet.write(hands, columns, cellLines, chosen, part -> progress.show(part, ""));
      String what =
          String.join(", ", hands.stream().map(Hand::name).toList())
              + " at temperatures "
              + String.join(", ", columns.stream().map(String::valueOf).toList())
              + ", seed "
              + chosen;
      SafeFile.write(out, picture.encode(written, what));
      return what;
    }
  }

  private Picture checked() {
    if (!sheet && names.size() != 1) {
      throw wrong("--hand", "one, or --sheet", names.isEmpty() ? "none" : names.size());
    }
    if (!sheet && temperatures.size() > 1) {
      throw wrong("--temperature", "one, or --sheet", temperatures.size());
    }
    for (float temperature : temperatures) {
      if (!(temperature >= 0 && Float.isFinite(temperature))) {
        throw wrong("--temperature", "a finite number of 0 or more", temperature);
      }
    }
    if (strokes != null && sheet) {
      throw wrong("--strokes", "--lines with --sheet", strokes);
    }
    if (strokes != null && (strokes < 1 || strokes > MAX_STROKES)) {
      throw wrong("--strokes", "1 to " + MAX_STROKES, strokes);
    }
    if (lines != null && (lines < 1 || lines > MAX_STROKES / STROKES_A_LINE)) {
      throw wrong("--lines", "1 to " + MAX_STROKES / STROKES_A_LINE, lines);
    }
    Picture picture = isPlayed() ? Picture.SVG : Picture.of(out);
    if (picture == null || (sheet && (isPlayed() || picture == Picture.JSON))) {
      throw wrong(
          "--out", "a name that ends in .svg, .png" + (sheet ? "" : ", .json or .mid"), out);
    }
    if (millimetres != null && (sheet || isPlayed() || picture != Picture.SVG)) {
      throw wrong("--mm", "a page as .svg", sheet ? "--sheet" : out);
    }
    if (millimetres != null && !(millimetres >= 1 && millimetres <= MAX_MILLIMETRES)) {
      throw wrong("--mm", "1 to " + MAX_MILLIMETRES, millimetres);
    }
    return picture;
  }

  private boolean isPlayed() {
    return out.toString().toLowerCase(Locale.ROOT).endsWith(".mid");
  }

  private Path pictureBeside() {
    return Path.of(out.toString().replaceFirst("(?i)mid$", "svg"));
  }

  private ParameterException wrong(String option, String expected, Object found) {
    return new ParameterException(
        spec.commandLine(), option + ": expected " + expected + ", found " + found);
  }
}
