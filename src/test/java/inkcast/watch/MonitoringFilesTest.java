package inkcast.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import inkcast.tick.Counters;
import inkcast.watch.Subject.Port;
import inkcast.watch.Subject.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** That dashboard and rules ask for what /metrics tells. */
class MonitoringFilesTest {
  private static final Path FOLDER = Path.of("deploy", "monitoring");
  private static final Pattern METRIC = Pattern.compile("\\b(inkcast|process|jvm)_\\w+");
  private static final Pattern SERIES = Pattern.compile("\\b(\\w+)\\{([^}]*)}");
  private static final Pattern LABEL = Pattern.compile("(\\w+)(?:=~|!=|=)\"");
  private static final Set<String> PROMETHEUS_OWN = Set.of("job", "instance");

  private static Set<String> told() {
    FakeSubject subject = new FakeSubject();
    subject.targets = List.of(new Target("a:1", true, 0, 0, 0));
    subject.ports = List.of(new Port("a", true));
    byte[] text =
        Exposition.of(Figures.of("1", new Counters(), new LatenessBuckets(), subject), false)
            .body();
    return new String(text, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .collect(Collectors.toSet());
  }

  private static void assertTold(String expression) {
    Set<String> series = told();
    Set<String> names =
        series.stream().map(line -> line.split("[{ ]")[0]).collect(Collectors.toSet());
    METRIC
        .matcher(expression)
        .results()
        .forEach(found -> assertTrue(names.contains(found.group()), found.group()));
    SERIES
        .matcher(expression)
        .results()
        .filter(found -> names.contains(found.group(1)))
        .forEach(
            found ->
                LABEL
                    .matcher(found.group(2))
                    .results()
                    .map(label -> label.group(1))
                    .filter(label -> !PROMETHEUS_OWN.contains(label))
                    .forEach(
                        label ->
                            assertTrue(
                                series.stream()
                                    .anyMatch(
                                        line ->
                                            line.startsWith(found.group(1) + "{")
                                                && line.contains(label + "=\"")),
                                found.group())));
  }

  @Test
  void shouldAskOnlyForWhatIsTold() throws IOException {
    JsonNode dashboard = new ObjectMapper().readTree(FOLDER.resolve("dashboard.json").toFile());
    List<JsonNode> queries = dashboard.findValues("expr");
    assertTrue(queries.size() > 30, "queries of the dashboard: " + queries.size());
    queries.forEach(query -> assertTold(query.textValue()));
    JsonNode rules = new YAMLMapper().readTree(FOLDER.resolve("alerts.yml").toFile());
    assertEquals(15, rules.findValues("expr").size());
    rules.findValues("expr").forEach(query -> assertTold(query.textValue()));
  }

  @Test
  void shouldNameEveryPanelAndRuleOnce() throws IOException {
    JsonNode dashboard = new ObjectMapper().readTree(FOLDER.resolve("dashboard.json").toFile());
    Set<Integer> ids = new TreeSet<>();
    dashboard.get("panels").forEach(panel -> assertTrue(ids.add(panel.get("id").intValue())));
    JsonNode rules = new YAMLMapper().readTree(FOLDER.resolve("alerts.yml").toFile());
    List<String> names = rules.findValuesAsText("alert");
    assertEquals(names.size(), Set.copyOf(names).size());
  }
}
