package inkcast.train;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import inkcast.model.Weights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Stroke-3 files: {@code {"scale_factor": s, "strokes": [[dx, dy, pen], ...]}}, or {@code
 * "streams": [[...], ...]}; offsets are model units times the scale factor. Further keys are left
 * alone.
 */
public final class StrokeFile {
  private static final long MAX_BYTES = 256L << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private StrokeFile() {}

  /**
   * Reads the streams of a file.
   *
   * @return each (length, 3): dx, dy in model units, pen 0 or 1
   * @throws IOException when it cannot be read, or with file, stroke, expected and found
   */
  public static List<float[]> read(Path path) throws IOException {
    if (Files.size(path) > MAX_BYTES) {
      throw fault(path, "file", "at most " + MAX_BYTES + " bytes", Files.size(path));
    }
    JsonNode root;
    try {
      root = JSON.readTree(Files.readAllBytes(path));
    } catch (JsonProcessingException e) {
      throw new IOException(path + ": not JSON: " + e.getOriginalMessage(), e);
    }
    double scale = root.path("scale_factor").asDouble(Double.NaN);
    if (!(scale > 0 && Double.isFinite(scale))) {
      throw fault(path, "scale_factor", "a number above 0", root.path("scale_factor"));
    }
    if (root.has("strokes") == root.has("streams")) {
      throw fault(path, "file", "either strokes or streams", root.properties().size() + " keys");
    }
    List<float[]> streams = new ArrayList<>();
    if (root.has("strokes")) {
      streams.add(stream(path, "strokes", root.path("strokes"), scale));
    } else {
      if (!root.path("streams").isArray()) {
        throw fault(path, "streams", "an array", root.path("streams").getNodeType());
      }
      for (JsonNode stream : root.path("streams")) {
        streams.add(stream(path, "streams[" + streams.size() + "]", stream, scale));
      }
    }
    if (streams.stream().allMatch(stream -> stream.length == 0)) {
      throw fault(path, "file", "strokes", "none");
    }
    return streams;
  }

  /**
   * The bytes of a file with the scale factor 1, offsets rounded to thousandths.
   *
   * @param about further keys, in their order, before the streams
   * @param streams each (length, 3): dx, dy in model units, pen 0 or 1
   * @throws IOException never: the bytes stay in memory
   */
  public static byte[] bytes(Map<String, String> about, List<float[]> streams) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      for (Map.Entry<String, String> entry : about.entrySet()) {
        json.writeStringField(entry.getKey(), entry.getValue());
      }
      json.writeNumberField("scale_factor", 1);
      json.writeArrayFieldStart("streams");
      for (float[] stream : streams) {
        json.writeStartArray();
        for (int at = 0; at < stream.length; at += Weights.INPUTS) {
          json.writeStartArray();
          json.writeNumber(Math.round(stream[at] * 1000.0) / 1000.0);
          json.writeNumber(Math.round(stream[at + 1] * 1000.0) / 1000.0);
          json.writeNumber((int) stream[at + 2]);
          json.writeEndArray();
        }
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private static float[] stream(Path path, String where, JsonNode node, double scale)
      throws IOException {
    if (!node.isArray()) {
      throw fault(path, where, "an array of strokes", node.getNodeType());
    }
    float[] strokes = new float[node.size() * Weights.INPUTS];
    int at = 0;
    for (JsonNode stroke : node) {
      String place = where + "[" + at / Weights.INPUTS + "]";
      if (stroke.size() != Weights.INPUTS) {
        throw fault(path, place, "[dx, dy, pen]", stroke);
      }
      strokes[at++] = (float) (number(path, place, stroke.get(0)) / scale);
      strokes[at++] = (float) (number(path, place, stroke.get(1)) / scale);
      double pen = number(path, place, stroke.get(2));
      if (pen != 0 && pen != 1) {
        throw fault(path, place, "pen 0 or 1", stroke.get(2));
      }
      strokes[at++] = (float) pen;
    }
    return strokes;
  }

  private static double number(Path path, String place, JsonNode node) throws IOException {
    if (!node.isNumber() || !Float.isFinite(node.floatValue())) {
      throw fault(path, place, "finite numbers", node);
    }
    return node.doubleValue();
  }

  private static IOException fault(Path path, String where, String expected, Object found) {
    String text = found.toString();
    String shown = text.length() > 60 ? text.substring(0, 60) + "..." : text;
    return new IOException(path + ": " + where + ": expected " + expected + ", found " + shown);
  }
}
