package inkcast.hand;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.model.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedTest {
  private static final int UNITS = 2;
  private static final int OUTPUTS = 7; // one mixture

  @TempDir private Path folder;

  @Test
  void shouldMeanTheBytesThatWerePublished() throws Exception {
    Weights w = read("weights.json", json()).weights();
    assertEquals(UNITS, w.units());
    assertEquals(1, w.mixtures());
    assertEquals(1, w.forgetBias());
    // Byte 127 is 0, 254 is the scale, 0 its negative.
    assertArrayEquals(new float[] {0, 2.5f, -2.5f, 0, 0, 0, 0}, w.outputBias());
    assertEquals(1.5f, w.outputKernel()[OUTPUTS]);
    assertEquals(-2.0f, w.inputKernel()[0]);
    assertEquals(0.8f, w.recurrentKernel()[4 * UNITS - 1], 1e-7f);
    assertEquals(1.5f, w.bias()[0]);
  }

  @Test
  void shouldKeepTheBytesOfTheLargeMatrices() throws Exception {
    Hand hand = read("weights.json", json());
    Path file = folder.resolve("published.safetensors");
    Files.write(file, Safetensors.bytes(hand));
    for (Weights w : List.of(hand.weights(), Safetensors.read(file).weights())) {
      byte[] recurrent = w.quantised().recurrent().levels();
      assertEquals(0, recurrent[0]);
      assertEquals(127, recurrent[4 * UNITS - 1]);
      assertEquals(127, w.quantised().output().levels()[OUTPUTS]);
      assertEquals(1.5f / 127, w.quantised().output().scale()[OUTPUTS - 1]);
      assertArrayEquals(hand.weights().outputKernel(), w.outputKernel());
    }
  }

  @Test
  void shouldReadTheScriptAndTheJsonAlike() throws Exception {
    Weights json = read("weights.json", json()).weights();
    Weights script = read("weights.js", "lstm_data='" + json() + "';\n").weights();
    assertArrayEquals(json.recurrentKernel(), script.recurrentKernel());
    assertArrayEquals(json.outputBias(), script.outputBias());
  }

  @Test
  void shouldCarryTheNotice() throws Exception {
    Hand hand = read("weights.json", json());
    assertTrue(hand.metadata().get(Published.NOTICE).contains("Copyright (c) hardmaru"));
    assertTrue(hand.metadata().get("provenance").contains("hardmaru/rnn-tutorial"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                              | lstm_data
          [                               | not JSON
          []                              | an array of 5 entries
          [1,2,3,4,5]                     | OUTPUT_BIAS
          [[],"",[],["AA==","AA=="],""]   | OUTPUT_BIAS: expected 1 + 6 x mixtures values, found 0
          [[],"!!",[],["AA==","AA=="],""] | not base64
          alert('[]')                     | lstm_data
          """)
  void shouldRefuseWhatIsNoModel(String text, String message) {
    HandException e = assertThrows(HandException.class, () -> read("x.json", text));
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertTrue(e.getMessage().contains("x.json"), e.getMessage());
  }

  @Test
  void shouldRefuseTheByteThatNoWeightIsWrittenAs() {
    String beyond = json().replace(row(4 * UNITS, 254, 127), row(4 * UNITS, 255, 127));
    HandException e = assertThrows(HandException.class, () -> read("x.json", beyond));
    assertTrue(
        e.getMessage().contains("BIAS: expected bytes from 0 to 254, found 255"), e.getMessage());
  }

  @Test
  void shouldRefuseRowsOfAnotherLength() {
    String shorter = json().replace(row(4 * UNITS, 0, 127), row(4 * UNITS - 1, 0, 127));
    HandException e = assertThrows(HandException.class, () -> read("x.json", shorter));
    assertTrue(
        e.getMessage().contains("INPUT_KERNEL: expected rows of 8 bytes, found 7"), e.getMessage());
  }

  private Hand read(String name, String text) throws Exception {
    return Published.read(Files.writeString(folder.resolve(name), text), "published");
  }

  private static String json() {
    List<String> entries = new ArrayList<>();
    entries.add("[" + row(OUTPUTS, 127) + "," + row(OUTPUTS, 254, 127) + "]");
    entries.add(row(OUTPUTS, 127, 254, 0, 127));
    String plain = row(4 * UNITS, 127);
    entries.add("[" + row(4 * UNITS, 0, 127) + "," + plain + "," + plain + "]");
    entries.add("[" + row(4 * UNITS, 127, 127, 127, 127, 127, 127, 127, 254) + "," + plain + "]");
    entries.add(row(4 * UNITS, 254, 127));
    return "[" + String.join(",", entries) + "]";
  }

  /** A quoted base64 row: these bytes, then the last of them again. */
  private static String row(int length, int... values) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) values[Math.min(i, values.length - 1)];
    }
    return "\"" + Base64.getEncoder().encodeToString(bytes) + "\"";
  }
}
