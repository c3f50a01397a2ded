package inkcast.train.glyph;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A face of hersheytext: {@code {"FACE": {"chars": [{"d": "M9,16 L8,14 6,13 M...", "o": 10},
 * ...]}}}, from "!" to "~". {@code d} is drawn with straight lines, y down; {@code o} is about half
 * of the character's width.
 */
final class Hershey {
  private static final char FIRST = '!';
  private static final char LAST = 'z';
  private static final int BASELINE = 22;
  private static final double JOINT = 17 - BASELINE; // height where letters of a script meet
  private static final double DOT = 2; // the widest that counts as one
  private static final double TIGHTER = 2; // the face is set for capitals beside capitals
  private static final Pattern SPACES = Pattern.compile(" +");
  private static final Pattern POINT = Pattern.compile("(M|L)?(-?\\d{1,4}),(-?\\d{1,4})");

  private final List<Glyph> glyphs;

  private Hershey(List<Glyph> glyphs) {
    this.glyphs = glyphs;
  }

  static Hershey read(Path file, String face) throws IOException {
    JsonNode chars = SourceFile.json(file).path(face).path("chars");
    if (chars.size() <= LAST - FIRST) {
      throw SourceFile.fault(
          file, face + ".chars", "characters from ! to z", chars.size() + " of them");
    }
    List<Glyph> glyphs = new ArrayList<>();
    for (int i = 0; i <= LAST - FIRST; i++) {
      String where = face + ".chars[" + i + "].";
      JsonNode half = chars.path(i).path("o");
      if (!half.isInt() || half.intValue() < 0) {
        throw SourceFile.fault(file, where + "o", "half a width", half);
      }
      List<List<Point>> strokes = strokes(file, where + "d", chars.path(i).path("d").asText());
      glyphs.add(glyph(strokes, half.intValue()));
    }
    return new Hershey(List.copyOf(glyphs));
  }

  /** Of a character from "!" to "z". */
  Glyph glyph(char character) {
    return glyphs.get(character - FIRST);
  }

  /** Whether a letter begins where a letter before it ended. */
  static boolean joinsBefore(Glyph glyph) {
    Point first = glyph.strokes().getFirst().getFirst();
    return first.x() == 0 && first.y() == JOINT;
  }

  /** Whether a letter ends where one after it can begin. */
  static boolean joinsAfter(Glyph glyph) {
    Point last = glyph.strokes().getLast().getLast();
    return last.x() == glyph.advance() && last.y() == JOINT;
  }

  private static List<List<Point>> strokes(Path file, String where, String d) throws IOException {
    List<List<Point>> strokes = new ArrayList<>();
    for (String word : SPACES.split(d.strip(), -1)) {
      Matcher point = POINT.matcher(word);
      boolean right = point.matches();
      if (right && "M".equals(point.group(1))) {
        strokes.add(new ArrayList<>());
      }
      if (!right || strokes.isEmpty()) {
        throw SourceFile.fault(file, where, "M x,y L x,y ...", "\"" + word + "\"");
      }
      strokes
          .getLast()
          .add(
              new Point(
                  Integer.parseInt(point.group(2)), Integer.parseInt(point.group(3)) - BASELINE));
    }
    return strokes;
  }

  /** Letters of a script end where the next begins, in width too; others stand in the middle. */
  private static Glyph glyph(List<List<Point>> strokes, int half) {
    double right = strokes.stream().flatMap(List::stream).mapToDouble(Point::x).max().orElseThrow();
    boolean meets =
        strokes.stream().map(List::getLast).anyMatch(end -> end.x() == right && end.y() == JOINT);
    List<List<Point>> ordered =
        new ArrayList<>(strokes.stream().map(Hershey::dotted).map(List::copyOf).toList());
    // The dot of an i comes first in the face, but last under the pen.
    if (ordered.size() > 1 && ordered.getFirst().size() == 1) {
      ordered.add(ordered.removeFirst());
    }
    return new Glyph(List.copyOf(ordered), meets ? right : 2 * half - TIGHTER);
  }

  /** The face draws round its dots; a pen sets them down. */
  private static List<Point> dotted(List<Point> stroke) {
    Point first = stroke.getFirst();
    boolean dot =
        first.equals(stroke.getLast())
            && stroke.stream().allMatch(point -> point.distance(first) <= DOT);
    return dot ? List.of(first) : stroke;
  }
}
