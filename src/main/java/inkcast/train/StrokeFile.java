package inkcast.train;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import inkcast.model.Weights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Stroke-3 files: {@code {"scale_factor": s, "strokes": [[dx, dy, pen], ...]}}, or {@code
 * "streams": [[...], ...]}; offsets are model units times the scale factor. Further keys are left
 * alone.
 */
public final class StrokeFile {
  private static final long MAX_BYTES = 256L << 20;
  private static final JsonFactory JSON = new JsonFactory();

  private StrokeFile() {}

  /**
   * Reads a file.
   *
   * @throws IOException when it cannot be read, or with file, line, stroke, expected and found
   */
  public static Strokes read(Path path) throws IOException {
    if (Files.size(path) > MAX_BYTES) {
      throw new IOException(
          "%s: expected at most %d bytes, found %d".formatted(path, MAX_BYTES, Files.size(path)));
    }
    try (JsonParser json = JSON.createParser(path.toFile())) {
      return new StrokeReader(path, json).read();
    } catch (JsonProcessingException e) {
      throw new IOException(
          path + ": line " + e.getLocation().getLineNr() + ": not JSON: " + e.getOriginalMessage(),
          e);
    }
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
}
