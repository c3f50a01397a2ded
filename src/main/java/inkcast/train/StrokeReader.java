package inkcast.train;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import inkcast.model.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads one stroke-3 file from front to back, so that a fault is told by its line. */
final class StrokeReader {
  private static final int LINE = 512; // strokes that a stream is expected to have, to begin with

  private final Path path;
  private final JsonParser json;
  private final Map<String, String> about = new TreeMap<>();
  private final List<float[]> streams = new ArrayList<>();
  private double scale = Double.NaN;
  private int scaleLine;
  private String key = "file";

  StrokeReader(Path path, JsonParser json) {
    this.path = path;
    this.json = json;
  }

  /**
   * Reads to the end.
   *
   * @throws IOException with file, line, place, expected and found, or Jackson's
   */
  Strokes read() throws IOException {
    expect(JsonToken.START_OBJECT, "{\"scale_factor\": ..., \"strokes\": ...}");
    boolean found = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      key = json.currentName();
      json.nextToken();
      switch (key) {
        case "scale_factor" -> {
          scale = number("scale_factor", "a number above 0");
          scaleLine = line();
        }
        case "strokes", "streams" -> {
          if (found) {
            throw fault(line(), "file", "either strokes or streams", "both");
          }
          found = true;
          all();
        }
        default -> label();
      }
    }
    if (json.nextToken() != null) { // what is no JSON is Jackson's to refuse
      throw fault(line(), "file", "nothing after the object", text());
    }
    int end = line();
    if (!(scale > 0 && Double.isFinite(scale))) {
      throw fault(
          scaleLine == 0 ? end : scaleLine,
          "scale_factor",
          "a number above 0",
          Double.isNaN(scale) ? "none" : scale);
    }
    if (!found) {
      throw fault(end, "file", "either strokes or streams", "neither");
    }
    if (streams.stream().allMatch(stream -> stream.length == 0)) {
      throw fault(end, "file", "strokes", "none");
    }
    for (float[] stream : streams) {
      for (int at = 0; at < stream.length; at++) {
        stream[at] = at % Weights.INPUTS == 2 ? stream[at] : (float) (stream[at] / scale);
        if (!Float.isFinite(stream[at])) {
          throw fault(scaleLine, "scale_factor", "one that offsets can be divided by", scale);
        }
      }
    }
    return new Strokes(streams, scaleLine, about);
  }

  private void label() throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      about.put(key, json.getText());
    } else {
      json.skipChildren();
    }
  }

  private void all() throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw fault(line(), key, "an array", text());
    }
    if (key.equals("strokes")) {
      streams.add(stream(key));
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      String place = key + "[" + streams.size() + "]";
      if (json.currentToken() != JsonToken.START_ARRAY) {
        throw fault(line(), place, "an array of strokes", text());
      }
      streams.add(stream(place));
    }
  }

  /** A stream whose opening bracket is the current token; offsets not yet divided by the scale. */
  private float[] stream(String where) throws IOException {
    float[] values = new float[LINE * Weights.INPUTS];
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      String place = where + "[" + count / Weights.INPUTS + "]";
      if (json.currentToken() != JsonToken.START_ARRAY) {
        throw fault(line(), place, "[dx, dy, pen]", text());
      }
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      for (int i = 0; i < Weights.INPUTS; i++) {
        if (json.nextToken() == JsonToken.END_ARRAY) {
          throw fault(line(), place, "[dx, dy, pen]", i + " numbers");
        }
        values[count++] = (float) number(place, "finite numbers");
      }
      float pen = values[count - 1];
      if (pen != 0 && pen != 1) {
        throw fault(line(), place, "pen 0 or 1", text());
      }
      if (json.nextToken() != JsonToken.END_ARRAY) {
        throw fault(line(), place, "[dx, dy, pen]", "more");
      }
    }
    return Arrays.copyOf(values, count);
  }

  private double number(String place, String expected) throws IOException {
    if (!json.currentToken().isNumeric() || !Float.isFinite(json.getFloatValue())) {
      throw fault(line(), place, expected, text());
    }
    return json.getDoubleValue();
  }

  private void expect(JsonToken token, String expected) throws IOException {
    if (json.nextToken() != token) {
      throw fault(1, "file", expected, json.currentToken() == null ? "nothing" : text());
    }
  }

  private String text() throws IOException {
    return json.currentToken() == JsonToken.VALUE_STRING
        ? '"' + json.getText() + '"'
        : json.getText();
  }

  private int line() {
    return json.currentTokenLocation().getLineNr();
  }

  private IOException fault(int line, String where, String expected, Object found) {
    String text = found.toString();
    String shown = text.length() > 60 ? text.substring(0, 60) + "..." : text;
    return new IOException(
        path + ": line " + line + ": " + where + ": expected " + expected + ", found " + shown);
  }
}
