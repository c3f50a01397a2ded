package inkcast.hand;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the safetensors format and believes nothing: 8 bytes header length, little-endian; the
 * header, JSON; the tensors' bytes. Sizes are bounded before anything of that size is allocated.
 */
final class TensorReader {
  private static final long MAX_FILE = 512L << 20;
  private static final int MAX_HEADER = 1 << 20;
  private static final int PREFIX = Long.BYTES;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String file;
  private final ByteBuffer data;
  private final Map<String, TensorFile.Tensor> tensors = new TreeMap<>();
  private final List<Span> spans = new ArrayList<>();

  private TensorReader(String file, ByteBuffer data) {
    this.file = file;
    this.data = data;
  }

  /** Where a tensor's bytes are, counted from the end of the header. */
  private record Span(String name, long begin, long end) {}

  /**
   * Reads a file.
   *
   * @throws HandException for anything that is not as the format says
   */
  static TensorFile read(Path path) throws IOException {
    String file = path.toString();
    long size = Files.size(path);
    if (size < PREFIX || size > MAX_FILE) {
      throw new HandException(file, "file", PREFIX + " to " + MAX_FILE + " bytes", "" + size);
    }
    byte[] bytes = Files.readAllBytes(path);
    ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long headerLength = all.getLong();
    long limit = Math.min(MAX_HEADER, bytes.length - PREFIX);
    if (headerLength < 2 || headerLength > limit) {
      throw new HandException(
          file, "header length", "2 to " + limit, Long.toUnsignedString(headerLength));
    }
    JsonNode header = header(file, all.slice(PREFIX, (int) headerLength));
    int from = PREFIX + (int) headerLength;
    return new TensorReader(file, all.slice(from, bytes.length - from)).file(header);
  }

  private static JsonNode header(String file, ByteBuffer bytes) throws HandException {
    JsonNode header;
    try {
      // Decoded here, for Jackson would guess UTF-16 and UTF-32.
      header = JSON.readTree(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      throw new HandException(file, "header", "UTF-8", "other bytes");
    } catch (JsonProcessingException e) {
      throw new HandException(file, "header: not JSON: " + e.getOriginalMessage());
    }
    if (!header.isObject()) {
      throw new HandException(file, "header", "a JSON object", kind(header));
    }
    return header;
  }

  private TensorFile file(JsonNode header) throws HandException {
    Map<String, String> metadata = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : header.properties()) {
      if (entry.getKey().equals("__metadata__")) {
        metadata.putAll(metadata(entry.getValue()));
      } else {
        tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue()));
      }
    }
    checkSpans();
    return new TensorFile(metadata, tensors);
  }

  private Map<String, String> metadata(JsonNode node) throws HandException {
    if (!node.isObject()) {
      throw new HandException(file, "__metadata__", "a JSON object", kind(node));
    }
    Map<String, String> metadata = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!entry.getValue().isTextual()) {
        throw new HandException(
            file, "metadata " + entry.getKey(), "a string", kind(entry.getValue()));
      }
      metadata.put(entry.getKey(), entry.getValue().textValue());
    }
    return metadata;
  }

  private TensorFile.Tensor tensor(String name, JsonNode node) throws HandException {
    if (!node.isObject() || node.size() != 3) {
      throw new HandException(file, name, "dtype, shape and data_offsets", node.toString());
    }
    TensorFile.Type type = type(name, node.path("dtype"));
    List<Integer> shape = new ArrayList<>();
    long bytes = type.bytes;
    for (long length : longs(name, "shape", node.path("shape"))) {
      shape.add((int) length);
      bytes *= length; // each factor is at most MAX_FILE, the product is kept below it
      if (bytes > MAX_FILE) {
        throw new HandException(file, name, "at most " + MAX_FILE + " bytes", "shape " + shape);
      }
    }
    List<Long> offsets = longs(name, "data_offsets", node.path("data_offsets"));
    if (offsets.size() != 2) {
      throw new HandException(file, name, "2 data_offsets", "" + offsets.size());
    }
    Span span = new Span(name, offsets.getFirst(), offsets.getLast());
    if (span.end > data.capacity()) {
      throw new HandException(
          file, name, "data up to byte " + span.end, "a file with " + data.capacity());
    }
    if (span.end - span.begin != bytes) {
      throw new HandException(
          file, name, bytes + " bytes for shape " + shape, (span.end - span.begin) + "");
    }
    spans.add(span);
    ByteBuffer slice = data.slice((int) span.begin, (int) bytes).order(ByteOrder.LITTLE_ENDIAN);
    return new TensorFile.Tensor(type, List.copyOf(shape), slice);
  }

  private TensorFile.Type type(String name, JsonNode node) throws HandException {
    for (TensorFile.Type type : TensorFile.Type.values()) {
      if (type.name().equals(node.textValue())) {
        return type;
      }
    }
    throw new HandException(file, name, "dtype F32 or I8", node.toString());
  }

  /** Whole numbers, each 0 to the largest file. */
  private List<Long> longs(String name, String key, JsonNode node) throws HandException {
    if (!node.isArray()) {
      throw new HandException(file, name, key + " as an array", kind(node));
    }
    List<Long> values = new ArrayList<>();
    for (JsonNode value : node) {
      if (!value.isIntegralNumber()
          || !value.canConvertToLong()
          || value.longValue() < 0
          || value.longValue() > MAX_FILE) {
        throw new HandException(
            file, name, key + " of whole numbers from 0 to " + MAX_FILE, value.toString());
      }
      values.add(value.longValue());
    }
    return values;
  }

  private void checkSpans() throws HandException {
    spans.sort(Comparator.comparingLong(Span::begin).thenComparingLong(Span::end));
    long at = 0;
    for (Span span : spans) {
      if (span.begin != at) {
        String fault = span.begin < at ? "overlap" : "gap";
        throw new HandException(
            file, span.name, "data from byte " + at, span.begin + " (" + fault + ")");
      }
      at = span.end;
    }
    if (at != data.capacity()) {
      throw new HandException(
          file, "file", at + " bytes of data", data.capacity() + " (bytes that no tensor names)");
    }
  }

  private static String kind(JsonNode node) {
    return node.getNodeType().name().toLowerCase(Locale.ROOT);
  }
}
