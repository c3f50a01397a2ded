package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import inkcast.hand.Hand;
import inkcast.hand.Safetensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchTest {
  @Test
  void shouldMeasureTheWholeDaemonAndEndWithALineForMachines(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("marching.safetensors");
    Map<String, String> metadata = Map.of("licence", "MIT", "provenance", "test");
    Hand marching = new Hand("marching", 6, Marching.WEIGHTS, metadata);
    Files.write(file, Safetensors.bytes(marching, Safetensors.Precision.F32));

    Cli cli = Cli.run("bench", "--hand", file.toString(), "--writers", "1,3", "--seconds", "0.5");
    assertEquals(0, cli.exit(), cli.err());
    String last = cli.out().lines().toList().getLast();
    assertTrue(last.startsWith("bench {"), cli.out());
    JsonNode bench = new ObjectMapper().readTree(last.substring("bench ".length()));

    assertEquals(16, bench.get("units").asInt());
    assertEquals(4, bench.get("rows").size(), "both twins for both counts");
    JsonNode row = bench.get("rows").get(3);
    assertEquals(3, row.get("writers").asInt());
    assertEquals("vector", row.get("twin").asText());
    assertEquals("scalar", bench.get("rows").get(2).get("twin").asText());
    assertTrue(row.get("strokes_per_s").asLong() > 0);
    assertTrue(row.has("bytes_per_stroke"));
    JsonNode tick = bench.get("tick");
    assertEquals(8, tick.get("writers").asInt());
    assertTrue(tick.get("ticks").asInt() > 0);
    for (String field : new String[] {"p50_us", "p99_us", "max_us", "missed", "bare_p99_us"}) {
      assertTrue(tick.get(field).isNumber(), field);
    }
    assertFalse(tick.has("p999_us"), "too few ticks");
    assertFalse(cli.out().contains("received 0 datagrams"), cli.out());
    assertFalse(cli.out().contains("and 0 frames"), cli.out());
  }

  @ParameterizedTest
  @CsvSource({"--writers, 0", "--writers, '1,x'", "--seconds, 0", "--seconds, NaN"})
  void shouldEndWith2ForWrongUsage(String option, String value) {
    Cli cli = Cli.run("bench", option, value);

    assertEquals(2, cli.exit());
    assertEquals(1, cli.err().lines().count(), cli.err());
  }
}
