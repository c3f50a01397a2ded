package inkcast.train.glyph;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * An engraver's joined script: the Hershey face "Script 1-stroke", whose single line is all but
 * joined already. The faces whose swelling strokes are drawn twice are no hand's: where a line lies
 * upon another, a network does not know which of them it is drawing, and goes round and round.
 */
public final class Engraver implements Script {
  private static final double SCALE = 0.4; // model units a Hershey unit; x-height 9 units
  private static final double STEP = 0.55; // model units
  private static final double RADIUS = 0.35; // model units that corners are rounded by
  private static final double SPACE = 10; // Hershey units between words
  private static final Manner.Measure MEASURE = new Manner.Measure(0.06, 0.08, 0.02, 0.04, 0.05);

  private final Hershey face;
  private final Words words;

  private Engraver(Hershey face, Words words) {
    this.face = face;
    this.words = words;
  }

  /**
   * Reads the face and the words.
   *
   * @param folder that holds the unpacked packages hersheytext and friendly-words
   * @throws IOException when one is missing or damaged, with file, place, expected and found
   */
  public static Engraver read(Path folder) throws IOException {
    Path faces = folder.resolve("hersheytext").resolve("hersheytext.json");
    return new Engraver(
        Hershey.read(faces, "scripts"), Words.read(folder.resolve("friendly-words")));
  }

  @Override
  public float[] line(RandomGenerator random, int steps) {
    Manner manner = new Manner(random, MEASURE, SCALE, 0);
    double spacing = random.nextDouble(-0.2, 1.8); // Hershey units
    Line line = new Line(steps);
    double x = 0;
    while (!line.isFull()) {
      x = word(words.next(random), manner, spacing, x, line);
      x += SPACE * manner.size() * (1 + manner.vary(0.15));
    }
    return line.strokes();
  }

  /** Writes a word and says where the next may begin. */
  private double word(String word, Manner manner, double spacing, double from, Line line) {
    double x = from;
    List<List<Point>> strokes = new ArrayList<>();
    boolean joining = false;
    for (int i = 0; i < word.length(); i++) {
      Glyph glyph = face.glyph(word.charAt(i));
      List<List<Point>> written = manner.write(glyph.strokes(), x);
      if (joining && Hershey.joinsBefore(glyph)) {
        List<Point> joined = new ArrayList<>(strokes.removeLast());
        joined.removeLast();
        joined.addAll(written.getFirst());
        strokes.add(joined);
        strokes.addAll(written.subList(1, written.size()));
      } else {
        strokes.addAll(written);
      }
      joining = Hershey.joinsAfter(glyph);
      x += (glyph.advance() + spacing) * manner.size();
    }
    for (List<Point> stroke : strokes) {
      line.add(Curve.even(Curve.rounded(stroke, RADIUS), STEP));
    }
    return x;
  }

  @Override
  public String licence() {
    return "The Hershey Fonts, for any purpose with their acknowledgement, see NOTICE";
  }

  @Override
  public String provenance() {
    return "The Hershey Fonts were originally created by Dr. A. V. Hershey while working at the U."
        + " S. National Bureau of Standards; the format of the font data by James Hurt,"
        + " Cognition, Inc. From npm hersheytext 2.0.0: the face Script 1-stroke; words of npm"
        + " friendly-words 1.3.1, (c) 2018 Glitch, MIT. Changed in November 2026: corners"
        + " rounded, resampled, varied and set in lines by inkcast corpus.";
  }
}
