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
    Files.write(file, Safetensors.bytes(marching));

    Cli cli =
        Cli.run(
            ("bench --writers 3 --seconds 0.5 --ticking-writers 5 --rate 120 --phones 2 --hand "
                    + file)
                .split(" "));
    assertEquals(0, cli.exit(), cli.err());
    String last = cli.out().lines().toList().getLast();
    assertTrue(last.startsWith("bench {"), cli.out());
    JsonNode bench = new ObjectMapper().readTree(last.substring("bench ".length()));

    assertEquals(16, bench.get("units").asInt());
    assertEquals(2, bench.get("rows").size(), "both twins");
    JsonNode row = bench.get("rows").get(1);
    assertEquals(3, row.get("writers").asInt());
    assertEquals("vector", row.get("twin").asText());
    assertEquals("scalar", bench.get("rows").get(0).get("twin").asText());
    assertTrue(row.get("strokes_per_s").asLong() > 0);
    assertTrue(row.has("bytes_per_stroke"));
    JsonNode tick = bench.get("tick");
    assertEquals(5, tick.get("writers").asInt());
    assertEquals(120, tick.get("rate_hz").asInt());
    assertTrue(tick.get("ticks").asInt() > 0);
    for (String field : new String[] {"p50_us", "p99_us", "max_us", "missed"}) {
      assertTrue(tick.get(field).isNumber(), field);
      assertTrue(tick.get("bare_" + field).isNumber(), field);
    }
    assertFalse(tick.has("p999_us"), "too few ticks");
    assertTrue(tick.get("cpu_percent_of_a_core").asDouble() > 0);
    assertTrue(tick.get("heap_mib").asDouble() > 0);
    assertTrue(tick.get("datagrams_sent").asLong() > 0);
    assertEquals(0, tick.get("datagrams_lost").asLong());
    assertTrue(tick.get("frames").asLong() > 0);
  }

  @ParameterizedTest
  @CsvSource({
    "--writers, 0",
    "--writers, '1,x'",
    "--seconds, 0",
    "--seconds, NaN",
    "--ticking-writers, 0",
    "--rate, 1001",
    "--threads, 0",
    "--phones, -1"
  })
  void shouldEndWith2ForWrongUsage(String option, String value) {
    Cli cli = Cli.run("bench", option, value);

    assertEquals(2, cli.exit());
    assertEquals(1, cli.err().lines().count(), cli.err());
  }
}
