package inkcast.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import inkcast.draw.Drawing;
import inkcast.draw.Leading;
import inkcast.draw.Png;
import inkcast.draw.Provenance;
import inkcast.draw.Provenance.Since;
import inkcast.draw.Style;
import inkcast.draw.Svg;
import inkcast.draw.View;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What {@code render} can make of lines of writing, by the end of the file's name. */
enum Picture {
  /** For the eye, at any size. */
  SVG {
    @Override
    byte[] encode(List<Sheet.Line> lines, float scale, String title) {
      Drawing page = page(lines);
      return Svg.write(page, View.around(page, MARGIN), Style.FINELINER, title)
          .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    byte[] encode(ContactSheet sheet, String title) {
      return Svg.write(sheet.ink(), sheet.labels(), sheet.view(), Style.FINELINER, title)
          .getBytes(StandardCharsets.UTF_8);
    }
  },
  /** For the eye, one pixel a page unit. */
  PNG {
    @Override
    byte[] encode(List<Sheet.Line> lines, float scale, String title) {
      Drawing page = page(lines);
      return Png.write(page, View.around(page, MARGIN), Style.FINELINER, 1);
    }

    @Override
    byte[] encode(ContactSheet sheet, String title) {
      return Png.write(sheet.ink(), sheet.labels(), sheet.view(), Style.FINELINER, 1);
    }
  },
  /** The strokes themselves, in the form that {@code eval} reads. */
  JSON {
    @Override
    byte[] encode(List<Sheet.Line> lines, float scale, String title) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
        json.writeStartObject();
        json.writeNumberField("scale_factor", scale);
        json.writeArrayFieldStart("streams");
        for (Sheet.Line line : lines) {
          json.writeStartArray();
          for (float[] stroke : line.strokes()) {
            json.writeStartArray();
            json.writeNumber(stroke[0]);
            json.writeNumber(stroke[1]);
            json.writeNumber((int) stroke[2]);
            json.writeEndArray();
          }
          json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      return out.toByteArray();
    }
  };

  private static final double GAP = 45; // page units between the ink of two lines
  private static final double MARGIN = 50;

  /** The kind that a file's name asks for, or null. */
  static @Nullable Picture of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    for (Picture picture : values()) {
      if (name.endsWith("." + picture.name().toLowerCase(Locale.ROOT))) {
        return picture;
      }
    }
    return null;
  }

  /**
   * Makes the file's bytes.
   *
   * @param scale page units a model unit
   * @param title what it shows, for people
   * @throws IOException never: the bytes stay in memory
   */
  abstract byte[] encode(List<Sheet.Line> lines, float scale, String title) throws IOException;

  /**
   * Makes the file's bytes.
   *
   * @param title what it shows, for people
   * @throws UnsupportedOperationException of what is no picture
   */
  byte[] encode(ContactSheet sheet, String title) {
    throw new UnsupportedOperationException(name());
  }

  /**
   * A page for a pen plotter.
   *
   * @param millimetres how wide it is
   * @param title what it shows, for people
   */
  static byte[] plot(
      List<Sheet.Line> lines,
      double millimetres,
      String title,
      String hand,
      long seed,
      float temperature) {
    Drawing page = page(lines);
    View view = View.around(page, MARGIN);
    double unit = millimetres / view.width();
    long strokes = lines.stream().mapToLong(line -> line.strokes().size()).sum();
    Provenance about =
        new Provenance(
            null, null, hand, seed, null, null, strokes, List.of(new Since(0, temperature)), unit);
    return Svg.plot(page, view, unit, title, about).getBytes(StandardCharsets.UTF_8);
  }

  private static Drawing page(List<Sheet.Line> lines) {
    return Leading.set(lines.stream().map(Sheet.Line::ink).toList(), GAP);
  }
}
