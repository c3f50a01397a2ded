package inkcast.hand;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import inkcast.model.Int8Matrix;
import inkcast.model.Quantised;
import inkcast.model.Weights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the model that was published with "Recurrent Neural Network Tutorial for Artists"
 * (hardmaru/rnn-tutorial, MIT licence): {@code weights.js} as it is, {@code lstm_data='...'}, or
 * the JSON between its quotes. Five entries of base64 strings, a string a row; a byte b means (b -
 * 127) / 127 times the scale of its entry.
 */
public final class Published {
  private static final int MAX_BYTES = 64 << 20;
  private static final float FORGET_BIAS = 1;
  private static final float SCALE_FACTOR = 6;
  private static final int ZERO_BYTE = 127;

  /** Metadata key of the notice that a licence asks to be kept, also in what is learnt from it. */
  public static final String NOTICE = "notice";

  // The published project says "MIT" in its README and has no copyright line of its own.
  private static final String MIT_NOTICE =
      """
      MIT License

      Copyright (c) hardmaru (David Ha)

      Permission is hereby granted, free of charge, to any person obtaining a copy of this software \
      and associated documentation files (the "Software"), to deal in the Software without \
      restriction, including without limitation the rights to use, copy, modify, merge, publish, \
      distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the \
      Software is furnished to do so, subject to the following conditions:

      The above copyright notice and this permission notice shall be included in all copies or \
      substantial portions of the Software.

      THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING \
      BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND \
      NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, \
      DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING \
      FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
      """;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String file;
  private final JsonNode entries;

  private Published(String file, JsonNode entries) {
    this.file = file;
    this.entries = entries;
  }

  /**
   * Reads a published model; its sizes are those of its rows.
   *
   * @throws HandException for a file that is not such a model
   * @throws IOException when it cannot be read
   */
  public static Hand read(Path path, String name) throws IOException {
    String file = path.toString();
    if (Files.size(path) > MAX_BYTES) {
      throw new HandException(
          file, "file", "at most " + MAX_BYTES + " bytes", Files.size(path) + "");
    }
    String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    JsonNode entries;
    try {
      entries = JSON.readTree(unwrap(file, text.strip()));
    } catch (JsonProcessingException e) {
      throw new HandException(file, "not JSON: " + e.getOriginalMessage());
    }
    if (!entries.isArray() || entries.size() != Entry.values().length) {
      throw new HandException(file, "model", "an array of 5 entries", describe(entries));
    }
    return new Published(file, entries).hand(name);
  }

  /** The five entries, in the file's order. */
  private enum Entry {
    OUTPUT_KERNEL(1.5),
    OUTPUT_BIAS(2.5),
    INPUT_KERNEL(2.0),
    RECURRENT_KERNEL(0.8),
    BIAS(1.5);

    final double scale;

    Entry(double scale) {
      this.scale = scale;
    }
  }

  private Hand hand(String name) throws HandException {
    int units = entries.get(Entry.RECURRENT_KERNEL.ordinal()).size();
    int outputs = bytes(Entry.OUTPUT_BIAS, entries.get(Entry.OUTPUT_BIAS.ordinal())).length;
    if (units < 1) {
      throw new HandException(file, "RECURRENT_KERNEL", "rows", "none");
    }
    int mixtures = (outputs - 1) / 6;
    if (mixtures < 1 || Weights.outputs(mixtures) != outputs) {
      throw new HandException(file, "OUTPUT_BIAS", "1 + 6 x mixtures values", outputs + "");
    }
    int gates = Weights.GATES * units;
    Int8Matrix recurrent = matrix(Entry.RECURRENT_KERNEL, units, gates);
    Int8Matrix output = matrix(Entry.OUTPUT_KERNEL, units, outputs);
    Weights weights =
        new Weights(
            units,
            mixtures,
            FORGET_BIAS,
            matrix(Entry.INPUT_KERNEL, Weights.INPUTS, gates).values(),
            recurrent.values(),
            row(Entry.BIAS, gates).values(),
            output.values(),
            row(Entry.OUTPUT_BIAS, outputs).values(),
            new Quantised(recurrent, output),
            null);
    Map<String, String> metadata =
        Map.of(
            "licence",
            "MIT",
            "provenance",
            "the model published with Recurrent Neural Network Tutorial for Artists"
                + " (github.com/hardmaru/rnn-tutorial, MIT licence)",
            NOTICE,
            MIT_NOTICE);
    return new Hand(name, SCALE_FACTOR, weights, metadata);
  }

  private Int8Matrix matrix(Entry entry, int rows, int columns) throws HandException {
    JsonNode node = entries.get(entry.ordinal());
    if (!node.isArray() || node.size() != rows) {
      throw new HandException(file, entry.name(), "an array of " + rows + " rows", describe(node));
    }
    byte[] levels = new byte[rows * columns];
    for (int i = 0; i < rows; i++) {
      decode(entry, bytes(entry, node.get(i)), columns, levels, i * columns);
    }
    return matrix(entry, levels, columns);
  }

  private Int8Matrix row(Entry entry, int columns) throws HandException {
    byte[] levels = new byte[columns];
    decode(entry, bytes(entry, entries.get(entry.ordinal())), columns, levels, 0);
    return matrix(entry, levels, columns);
  }

  private static Int8Matrix matrix(Entry entry, byte[] levels, int columns) {
    float[] scale = new float[columns];
    Arrays.fill(scale, (float) (entry.scale / ZERO_BYTE));
    return new Int8Matrix(levels, scale);
  }

  private void decode(Entry entry, byte[] bytes, int columns, byte[] levels, int from)
      throws HandException {
    if (bytes.length != columns) {
      throw new HandException(
          file, entry.name(), "rows of " + columns + " bytes", bytes.length + "");
    }
    for (int j = 0; j < columns; j++) {
      int level = Byte.toUnsignedInt(bytes[j]) - ZERO_BYTE;
      if (level > ZERO_BYTE) {
        throw new HandException(file, entry.name(), "bytes from 0 to 254", "255");
      }
      levels[from + j] = (byte) level;
    }
  }

  private byte[] bytes(Entry entry, JsonNode node) throws HandException {
    if (!node.isTextual()) {
      throw new HandException(file, entry.name(), "base64 strings", describe(node));
    }
    try {
      return Base64.getDecoder().decode(node.textValue());
    } catch (IllegalArgumentException e) {
      throw new HandException(file, entry.name() + ": not base64: " + e.getMessage());
    }
  }

  /** The JSON itself, or what stands between the quotes of an assignment. */
  private static String unwrap(String file, String text) throws HandException {
    if (text.startsWith("[")) {
      return text;
    }
    int from = text.indexOf('\'');
    int to = text.lastIndexOf('\'');
    if (from < 0 || to <= from || !text.substring(0, from).contains("lstm_data")) {
      throw new HandException(file, "model", "lstm_data='...' or its JSON", "neither");
    }
    return text.substring(from + 1, to);
  }

  private static String describe(JsonNode node) {
    String kind = node.getNodeType().name().toLowerCase(Locale.ROOT);
    return node.isContainerNode() ? kind + " of " + node.size() : kind;
  }
}
