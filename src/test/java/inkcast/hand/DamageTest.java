package inkcast.hand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.model.Sources;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every damage is refused with one line that names the file and what is wrong in it. */
class DamageTest {
  private static final int MUTATIONS = 1000;

  @TempDir private Path folder;

  private final byte[] whole = Safetensors.bytes(SafetensorsTest.hand(3, 1));
  private final byte[] rounded =
      Safetensors.bytes(SafetensorsTest.rounded(SafetensorsTest.hand(3, 1)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "dtype":"F32","shape":[12]       | "dtype":"F16","shape":[12]       | lstm.bias: expected dtype F32 or I8, found "F16"
          "shape":[12]                     | "shape":[13]                     | lstm.bias: expected 52 bytes for shape [13], found 48
          "shape":[3,12]                   | "shape":[12,3]                   | lstm.input_kernel: expected shape [3, 12], found shape [12, 3]
          "shape":[12]                     | "shape":[-12]                    | lstm.bias: expected shape of whole numbers
          "shape":[12]                     | "shape":[1.2e1]                  | lstm.bias: expected shape of whole numbers
          "shape":[12]                     | "shape":"12"                     | lstm.bias: expected shape as an array, found string
          "shape":[3,12]                   | "shape":[500000000,500000000]    | lstm.input_kernel: expected at most
          "data_offsets":[0,144]           | "data_offsets":[144,0]           | lstm.input_kernel: expected 144 bytes
          "data_offsets":[0,144]           | "data_offsets":[4,148]           | lstm.input_kernel: expected data from byte 0, found 4 (gap)
          "data_offsets":[144,288]         | "data_offsets":[140,284]         | (overlap)
          "data_offsets":[144,288]         | "data_offsets":[144,288,300]     | lstm.recurrent_kernel: expected 2 data_offsets, found 3
          "data_offsets":[144,288]         | "data_offsets":[1444,1588]       | lstm.recurrent_kernel: expected data up to byte 1588
          "lstm.bias"                      | "lstm.base"                      | lstm.bias: expected shape [12], found no such tensor
          "lstm.bias"                      | "mdn.bias"                       | not JSON: Duplicate
          "lstm.bias":{                    | "lstm.bias":{"x":1,              | lstm.bias: expected dtype, shape and data_offsets
          "units":"3"                      | "units":"4"                      | expected shape [3, 16]
          "units":"3"                      | "units":"-3"                     | metadata units: expected a whole number from 1 to 4096, found -3
          "units":"3"                      | "units":"9999999999"             | metadata units
          "units":"3"                      | "units":3                        | metadata units: expected a string, found number
          "mixtures":"1"                   | "mixtures":"2"                   | expected shape [3, 13]
          "gates":"i,g,f,o"                | "gates":"i,f,g,o"                | metadata gates: expected i,g,f,o, found i,f,g,o
          "format":"inkcast-hand-1"        | "format":"inkcast-hand-2"        | metadata format: expected inkcast-hand-1, found inkcast-hand-2
          "forget_bias":"1.0"              | "forget_bias":"NaN"              | metadata forget_bias: expected a finite number, found NaN
          "scale_factor":"6.0"             | "scale_factor":"0.0"             | metadata scale_factor: expected above 0, found 0.0
          "scale_factor":"6.0"             | "scale_factor":"6","reach":"1:2 0.5:3" | metadata reach: expected temperature:step, temperatures ascending, found 1:2 0.5:3
          "scale_factor":"6.0"             | "scale_factor":"6","reach":"far" | metadata reach: expected temperature:step
          "licence":"MIT"                  | "licence":""                     | metadata licence: expected a text, found blank
          "licence"                        | "license"                        | metadata licence: expected a text, found none
          {"__metadata__":                 | [{"__metadata__":                | not JSON
          """)
  void shouldRefuseAHeaderThatIsNotRight(String right, String wrong, String message)
      throws Exception {
    String header = header();
    assertTrue(header.contains(right), "the test's own text: " + right);
    assertRefused(file(header.replace(right, wrong), data()), message);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void shouldRefuseValuesThatAreNotFinite(float value) throws Exception {
    byte[] data = data();
    ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).putFloat(144 + 4 * 5, value);
    assertRefused(
        file(header(), data),
        "lstm.recurrent_kernel: expected finite values, found " + value + " at index 5");
  }

  @Test
  void shouldRefuseAFileThatGoesOn() throws Exception {
    assertRefused(Arrays.copyOf(whole, whole.length + 1), "bytes that no tensor names");
  }

  @Test
  void shouldRefuseEveryTruncation() throws Exception {
    for (int length = 0; length < whole.length; length++) {
      assertRefused(Arrays.copyOf(whole, length), "expected");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32, 1 << 20})
  void shouldRefuseAnyWrongHeaderLength(long length) throws Exception {
    byte[] bytes = whole.clone();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    assertRefused(bytes, "header length");
  }

  @Test
  void shouldRefuseAHeaderInAnotherEncoding() throws Exception {
    byte[] utf16 = header().getBytes(StandardCharsets.UTF_16BE);
    assertRefused(file(utf16, data()), "header");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldMeetNoMutationWithAnythingButARefusal(boolean int8) throws Exception {
    byte[] bytes = int8 ? rounded : whole;
    RandomGenerator random = Sources.seeded(3);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] mutated = bytes.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
      }
      try {
        Safetensors.read(Files.write(folder.resolve("x.safetensors"), mutated));
      } catch (HandException e) {
        refused++;
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
      }
    }
    assertTrue(refused > MUTATIONS / 4, "refused " + refused);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "mdn.kernel.scale":{"dtype":"F32","shape":[7] | "mdn.kernel.scale":{"dtype":"F32","shape":[7,1] | mdn.kernel.scale: expected shape [1] or [7], found shape [7, 1]
          "mdn.kernel.scale"                            | "mdn.kernel.scala"                              | mdn.kernel.scale: expected shape [1] or [7], found no such tensor
          """)
  void shouldRefuseScalesThatAreNotRight(String right, String wrong, String message)
      throws Exception {
    String header = header(rounded);
    assertTrue(header.contains(right), header);
    assertRefused(file(header.replace(right, wrong), data(rounded)), message);
  }

  private void assertRefused(byte[] bytes, String message) throws IOException {
    Path file = Files.write(folder.resolve("hand.safetensors"), bytes);
    HandException e = assertThrows(HandException.class, () -> Safetensors.read(file));
    assertTrue(e.getMessage().contains("hand.safetensors: "), e.getMessage());
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
  }

  private String header() {
    return header(whole);
  }

  private byte[] data() {
    return data(whole);
  }

  private static String header(byte[] bytes) {
    return new String(bytes, 8, headerLength(bytes), StandardCharsets.UTF_8);
  }

  private static byte[] data(byte[] bytes) {
    return Arrays.copyOfRange(bytes, 8 + headerLength(bytes), bytes.length);
  }

  private static int headerLength(byte[] bytes) {
    return (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  private static byte[] file(String header, byte[] data) {
    return file(header.getBytes(StandardCharsets.UTF_8), data);
  }

  private static byte[] file(byte[] header, byte[] data) {
    return ByteBuffer.allocate(8 + header.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.length)
        .put(header)
        .put(data)
        .array();
  }
}
