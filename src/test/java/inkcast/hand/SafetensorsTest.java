package inkcast.hand;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.model.RandomWeights;
import inkcast.model.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
  private static final Map<String, String> METADATA =
      Map.of("licence", "MIT", "provenance", "a test", "remark", "\u00e4\ud83d\ude00 \"quoted\"");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"1, 1", "13, 3", "64, 20"})
  void shouldKeepEveryFloat(int units, int mixtures) throws Exception {
    Hand hand = hand(units, mixtures);
    Hand read = written(hand, Safetensors.Precision.F32);
    Weights expected = hand.weights();
    Weights found = read.weights();
    assertArrayEquals(expected.inputKernel(), found.inputKernel());
    assertArrayEquals(expected.recurrentKernel(), found.recurrentKernel());
    assertArrayEquals(expected.bias(), found.bias());
    assertArrayEquals(expected.outputKernel(), found.outputKernel());
    assertArrayEquals(expected.outputBias(), found.outputBias());
    assertEquals(units, found.units());
    assertEquals(mixtures, found.mixtures());
    assertEquals(1, found.forgetBias());
  }

  @Test
  void shouldKeepNameScaleAndMetadata() throws Exception {
    Hand read = written(hand(5, 2), Safetensors.Precision.F32);
    assertEquals("tiny", read.name());
    assertEquals(6, read.scaleFactor());
    METADATA.forEach((key, value) -> assertEquals(value, read.metadata().get(key)));
    assertEquals("inkcast-hand-1", read.metadata().get("format"));
    assertEquals("i,g,f,o", read.metadata().get("gates"));
  }

  @Test
  void shouldRoundBytesToHalfALevelOfTheirColumn() throws Exception {
    Hand hand = hand(13, 3);
    Weights found = written(hand, Safetensors.Precision.I8).weights();
    assertRounded(hand.weights().recurrentKernel(), found.recurrentKernel(), 4 * 13);
    assertRounded(hand.weights().outputKernel(), found.outputKernel(), 19);
    assertArrayEquals(hand.weights().bias(), found.bias());
  }

  @Test
  void shouldWriteTheSameBytesAgainAfterRounding() throws Exception {
    Hand once = written(hand(13, 3), Safetensors.Precision.I8);
    byte[] first = Safetensors.bytes(once, Safetensors.Precision.I8);
    byte[] second =
        Safetensors.bytes(written(once, Safetensors.Precision.I8), Safetensors.Precision.I8);
    assertArrayEquals(first, second);
  }

  @Test
  void shouldStoreBytesAndAlignedFloats() {
    byte[] bytes = Safetensors.bytes(hand(13, 3), Safetensors.Precision.I8);
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long header = file.getLong();
    assertEquals(0, header % 8);
    String json = new String(bytes, 8, (int) header, StandardCharsets.UTF_8);
    assertTrue(json.startsWith("{\"__metadata__\":{"), json);
    assertTrue(
        json.contains("\"lstm.recurrent_kernel\":{\"dtype\":\"I8\",\"shape\":[13,52]"), json);
    assertTrue(json.contains("\"lstm.recurrent_kernel.scale\":{\"dtype\":\"F32\",\"shape\":[52]"));
  }

  private static void assertRounded(float[] expected, float[] found, int columns) {
    float[] largest = new float[columns];
    for (int i = 0; i < expected.length; i++) {
      largest[i % columns] = Math.max(largest[i % columns], Math.abs(expected[i]));
    }
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], found[i], largest[i % columns] / 127 * 0.501f, "value " + i);
    }
  }

  private Hand written(Hand hand, Safetensors.Precision precision) throws Exception {
    Path file = folder.resolve("tiny.safetensors");
    Files.write(file, Safetensors.bytes(hand, precision));
    return Safetensors.read(file);
  }

  static Hand hand(int units, int mixtures) {
    return new Hand("tiny", 6, RandomWeights.of(units, mixtures, 7), METADATA);
  }
}
