package inkcast.hand;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.model.Quantised;
import inkcast.model.RandomWeights;
import inkcast.model.Reach;
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
    Hand read = written(hand);
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
    Hand read = written(hand(5, 2));
    assertEquals("tiny", read.name());
    assertEquals(6, read.scaleFactor());
    METADATA.forEach((key, value) -> assertEquals(value, read.metadata().get(key)));
    assertEquals("inkcast-hand-1", read.metadata().get("format"));
    assertEquals("i,g,f,o", read.metadata().get("gates"));
  }

  @Test
  void shouldRoundBytesToHalfALevelOfTheirColumn() throws Exception {
    Hand hand = hand(13, 3);
    Weights found = written(rounded(hand)).weights();
    assertRounded(hand.weights().recurrentKernel(), found.recurrentKernel(), 4 * 13);
    assertRounded(hand.weights().outputKernel(), found.outputKernel(), 19);
    assertArrayEquals(hand.weights().bias(), found.bias());
  }

  @Test
  void shouldKeepEveryLevelOfWhatIsQuantised() throws Exception {
    Hand hand = rounded(hand(13, 3));
    Hand read = written(hand);
    Quantised expected = hand.weights().quantised();
    Quantised found = read.weights().quantised();
    assertArrayEquals(expected.recurrent().levels(), found.recurrent().levels());
    assertArrayEquals(expected.recurrent().scale(), found.recurrent().scale());
    assertArrayEquals(expected.output().levels(), found.output().levels());
    assertArrayEquals(hand.weights().recurrentKernel(), read.weights().recurrentKernel());
    assertArrayEquals(Safetensors.bytes(hand), Safetensors.bytes(read));
  }

  @Test
  void shouldKeepTheReachOfAHand() throws Exception {
    Hand hand = hand(5, 2);
    Reach reach = new Reach(new double[] {0.1, 1.2}, new double[] {18.57, 100});
    Weights bounded = hand.weights().within(reach).rounded();
    Reach read = written(new Hand("tiny", 6, bounded, METADATA)).weights().reach();
    assertArrayEquals(reach.temperatures(), read.temperatures());
    assertArrayEquals(reach.steps(), read.steps());
    assertNull(written(hand).weights().reach());
  }

  @Test
  void shouldStoreBytesAndAlignedFloats() {
    byte[] bytes = Safetensors.bytes(rounded(hand(13, 3)));
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

  private Hand written(Hand hand) throws Exception {
    Path file = folder.resolve("tiny.safetensors");
    Files.write(file, Safetensors.bytes(hand));
    return Safetensors.read(file);
  }

  static Hand hand(int units, int mixtures) {
    return new Hand("tiny", 6, RandomWeights.of(units, mixtures, 7), METADATA);
  }

  static Hand rounded(Hand hand) {
    return new Hand(hand.name(), hand.scaleFactor(), hand.weights().rounded(), hand.metadata());
  }
}
