package inkcast.train.glyph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reading what a package holds. */
final class SourceFile {
  private static final long MAX_BYTES = 16L << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private SourceFile() {}

  static JsonNode json(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (Files.size(file) > MAX_BYTES) {
      throw fault(file, "file", "at most " + MAX_BYTES + " bytes", Files.size(file));
    }
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new IOException(file + ": not JSON: " + e.getOriginalMessage(), e);
    }
  }

  static IOException fault(Path file, String where, String expected, Object found) {
    String text = found.toString();
    String shown = text.length() > 60 ? text.substring(0, 60) + "..." : text;
    return new IOException(file + ": " + where + ": expected " + expected + ", found " + shown);
  }
}
