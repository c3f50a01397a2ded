package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import inkcast.config.Config;
import inkcast.packet.Helper;
import inkcast.packet.Npm;
import inkcast.web.ProposalRules;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running daemon as OSCQuery clients see it. */
class OscQueryDaemonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What every method is, a line each, as the client has understood it. */
  private static final String WALK =
      """
      const { OSCQueryDiscovery } = require('oscquery');
      new OSCQueryDiscovery().queryNewService('127.0.0.1', Number(process.argv[2])).then((found) => {
        console.log(JSON.stringify(found.hostInfo));
        for (const m of found.flat()) {
          console.log(JSON.stringify({
            path: m.full_path, description: m.description, access: m.access, tags: m.tags,
            critical: m.critical ?? null, types: (m.arguments ?? []).map((a) => a.type).join(''),
            values: (m.arguments ?? []).filter((a) => a.value !== undefined).length,
            ranges: (m.arguments ?? []).map((a) => a.range ?? null),
          }));
        }
        console.log('end');
      });
      """;

  @TempDir private static Path folder;
  private static Daemon daemon;

  @BeforeAll
  static void serve() throws Exception {
    Path file = folder.resolve("inkcast.yaml");
    String config = "writers: 3\nserver: {port: 0}\nosc: {targets: []}\n";
    daemon = new Daemon(Config.load(Files.writeString(file, config)), lateness -> {});
  }

  @AfterAll
  static void close() {
    daemon.close();
  }

  private static JsonNode get(String target) throws Exception {
    return JSON.readTree(URI.create("http://127.0.0.1:" + daemon.port() + target).toURL());
  }

  @Test
  void shouldDescribeEveryNodeByTheProposalsRules() throws Exception {
    Map<String, JsonNode> methods = ProposalRules.check(get("/"));
    assertTrue(methods.size() > 3 * 8, methods::toString);
    for (String path : methods.keySet()) {
      ProposalRules.check(get(path), path);
      assertEquals(methods.get(path).path("TYPE"), get(path + "?TYPE").path("TYPE"));
    }
    ProposalRules.check(get("/inkcast/writer/2"), "/inkcast/writer/2");
  }

  @Test
  @Tag("peer")
  void shouldBeWalkedByTheClientOfNpmsOscquery() throws Exception {
    try (Helper client = Npm.start(WALK, String.valueOf(daemon.port()))) {
      client.await("end");
      List<String> lines = client.lines();
      JsonNode info = JSON.readTree(lines.getFirst());
      assertEquals(daemon.port(), info.path("oscPort").intValue());
      assertEquals("UDP", info.path("oscTransport").textValue());
      Map<String, JsonNode> methods = ProposalRules.check(get("/"));
      assertEquals(methods.size(), lines.size() - 2, lines::toString);
      for (String line : lines.subList(1, lines.size() - 1)) {
        JsonNode seen = JSON.readTree(line);
        JsonNode told = methods.get(seen.path("path").textValue());
        assertEquals(told.path("DESCRIPTION"), seen.path("description"));
        assertEquals(told.path("ACCESS"), seen.path("access"));
        assertEquals(told.path("TAGS"), seen.path("tags"));
        assertEquals(told.path("CRITICAL").asBoolean(), seen.path("critical").asBoolean());
        assertEquals(told.path("TYPE"), seen.path("types"));
        assertEquals(told.path("VALUE").size(), seen.path("values").intValue());
        for (int i = 0; i < told.path("RANGE").size(); i++) {
          JsonNode range = told.path("RANGE").get(i);
          JsonNode understood = seen.path("ranges").get(i);
          assertEquals(number(range.path("MIN")), number(understood.path("min")));
          assertEquals(number(range.path("MAX")), number(understood.path("max")));
          assertEquals(range.path("VALS"), understood.path("vals"));
        }
      }
    }
  }

  // JavaScript makes 2 of 2.0.
  private static double number(JsonNode json) {
    return json.asDouble(Double.NaN);
  }
}
