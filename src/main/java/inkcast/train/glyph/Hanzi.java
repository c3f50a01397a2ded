package inkcast.train.glyph;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Chinese characters, one beside the other in even boxes: the medians of hanzi-writer-data, a file
 * a character, {@code {"medians": [[[x, y], ...], ...]}}, one a stroke, in a box of 1024 whose top
 * has y 900 and whose bottom -124.
 */
public final class Hanzi implements Script {
  private static final double BOX = 1024;
  private static final double TOP = 900; // of the box, y up
  private static final double LIMIT = 2 * BOX; // no coordinate lies further out
  private static final int MOST_STROKES = 16; // fuller ones are blots in a box of this size
  private static final double MODEL_BOX = 9.5; // model units
  private static final double STEP = 0.75; // model units
  private static final double RADIUS = 0.4; // model units that corners are rounded by
  private static final Manner.Measure MEASURE = new Manner.Measure(0.05, 0.02, 0.04, 0.12, 0.08);
  private static final double RISE = 0.04; // horizontals go up a little, as a right hand's do

  private final List<Glyph> glyphs;

  private Hanzi(List<Glyph> glyphs) {
    this.glyphs = glyphs;
  }

  /**
   * Reads the characters of at most {@value #MOST_STROKES} strokes.
   *
   * @param folder of the unpacked package
   * @throws IOException when one is missing or damaged, with file, place, expected and found
   */
  public static Hanzi read(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.json")) {
        for (Path file : found) {
          String name = file.getFileName().toString();
          if (name.codePointCount(0, name.length()) == 1 + ".json".length()) {
            files.add(file);
          }
        }
      }
    }
    if (files.isEmpty()) {
      throw new NoSuchFileException(folder.resolve("CHARACTER.json").toString());
    }
    files.sort(null); // so that a seed gives the same lines wherever the folder lies
    List<Glyph> glyphs = new ArrayList<>();
    for (Path file : files) {
      Glyph glyph = glyph(file);
      if (glyph.strokes().size() <= MOST_STROKES) {
        glyphs.add(glyph);
      }
    }
    if (glyphs.isEmpty()) {
      throw SourceFile.fault(
          folder, "characters", "some of at most " + MOST_STROKES + " strokes", "none");
    }
    return new Hanzi(List.copyOf(glyphs));
  }

  private static Glyph glyph(Path file) throws IOException {
    JsonNode medians = SourceFile.json(file).path("medians");
    if (!medians.isArray() || medians.isEmpty()) {
      throw SourceFile.fault(file, "medians", "strokes", medians);
    }
    List<List<Point>> strokes = new ArrayList<>();
    for (JsonNode median : medians) {
      String where = "medians[" + strokes.size() + "]";
      if (!median.isArray() || median.isEmpty()) {
        throw SourceFile.fault(file, where, "points", median);
      }
      List<Point> points = new ArrayList<>();
      for (JsonNode point : median) {
        double x = point.path(0).asDouble(Double.NaN);
        double y = point.path(1).asDouble(Double.NaN);
        if (point.size() != 2 || !(Math.abs(x) <= LIMIT && Math.abs(y) <= LIMIT)) {
          throw SourceFile.fault(file, where + "[" + points.size() + "]", "[x, y]", point);
        }
        points.add(new Point(x - BOX / 2, TOP - y - BOX / 2));
      }
      strokes.add(List.copyOf(points));
    }
    return new Glyph(List.copyOf(strokes), BOX);
  }

  @Override
  public float[] line(RandomGenerator random, int steps) {
    Manner manner = new Manner(random, MEASURE, MODEL_BOX / BOX, RISE);
    double gap = random.nextDouble(0, 1.2);
    Line line = new Line(steps);
    double x = 0;
    while (!line.isFull()) {
      Glyph glyph = glyphs.get(random.nextInt(glyphs.size()));
      for (List<Point> stroke : manner.write(glyph.strokes(), x)) {
        line.add(Curve.even(Curve.rounded(stroke, RADIUS), STEP));
      }
      x += glyph.advance() * manner.size() + gap;
    }
    return line.strokes();
  }

  @Override
  public String licence() {
    return "Arphic Public License, see weights/ARPHICPL.TXT";
  }

  @Override
  public String provenance() {
    return "Copyright (C) 1999 Arphic Technology Co., Ltd. Medians of npm hanzi-writer-data 2.0.1,"
        + " derived by Make Me a Hanzi from Arphic's fonts. Changed in November 2026: characters of"
        + " at most "
        + MOST_STROKES
        + " strokes, corners rounded, resampled, varied and set in lines by inkcast corpus.";
  }
}
