package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.config.Config;
import inkcast.draw.Plot;
import inkcast.hand.Hand;
import inkcast.hand.Safetensors;
import inkcast.tick.Counter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finished lines of a running daemon, in folders that come and go. */
class ArchiveDaemonTest {
  private static final String WRITERS = "writers: [{seed: 7}, {seed: 8, temperature: 0.4}]\n";

  @TempDir private Path folder;
  private Path file;
  private Path ink;
  private Daemon daemon;

  @BeforeEach
  void begin() throws Exception {
    Map<String, String> metadata = Map.of("licence", "MIT", "provenance", "a test");
    Hand hand = new Hand("cursive", 10, Marching.WEIGHTS, metadata);
    Files.write(folder.resolve("cursive.safetensors"), Safetensors.bytes(hand));
    file = folder.resolve("inkcast.yaml");
    ink = folder.resolve("ink");
  }

  @AfterEach
  void end() {
    daemon.close();
    assertEquals(0, daemon.counters().get(Counter.OUTPUT_ERRORS));
    assertEquals(0, daemon.counters().get(Counter.TICK_ERRORS));
  }

  @Test
  void shouldKeepLinesWhereverTheConfigurationSays() throws Exception {
    start(WRITERS + "archive: {dir: \"" + ink + "\"}\n");
    await().until(() -> kept(ink) >= 4);
    byte[] svg = Files.readAllBytes(files(ink).getFirst());
    Plot plot = Plot.parse(svg);
    int writer = plot.about().get("writer").asInt();
    assertEquals(6 + writer, plot.about().get("seed").asInt());
    assertEquals(writer == 1 ? "[[0,0.65]]" : "[[0,0.4]]", temperature(plot));
    assertTrue(plot.length() > 0.7 * 297, () -> "millimetres: " + plot.length());
    assertTrue(
        files(ink)
            .getFirst()
            .getFileName()
            .toString()
            .matches(
                "\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\dZ-writer-"
                    + writer
                    + "-cursive(_\\d+)?\\.svg"));

    long size = 6L * svg.length;
    reload(WRITERS + "archive: {dir: \"%s\", max-size: %dkB}\n".formatted(ink, size / 1_000));
    await().until(() -> daemon.counters().get(Counter.ARCHIVE_REMOVED) > 2);
    assertTrue(size(ink) <= size, "bytes: " + size(ink));

    Path elsewhere = folder.resolve("elsewhere");
    reload(WRITERS.replace("8", "9") + "archive: {dir: \"" + elsewhere + "\"}\n");
    await().until(() -> kept(elsewhere) >= 2);
    await().until(() -> files(elsewhere).stream().anyMatch(path -> seed(path) == 9));
    reload(WRITERS);
    assertEquals(0, daemon.counters().get(Counter.ARCHIVE_LOST));
  }

  @Test
  void shouldWriteOnWhileTheDiskIsGone() throws Exception {
    Files.writeString(ink, "no folder");
    start(WRITERS + "archive: {dir: \"" + ink + "\"}\n");
    await().until(() -> daemon.counters().get(Counter.ARCHIVE_FAILED) > 2);
    long ticks = daemon.counters().get(Counter.TICKS);
    await().until(() -> daemon.counters().get(Counter.TICKS) > ticks + 100);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + daemon.port() + "/writer/2.svg"))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      Plot plot = Plot.parse(http.send(request, BodyHandlers.ofByteArray()).body());
      assertEquals("cursive", plot.about().get("hand").asText());
    }
    assertEquals(0, daemon.counters().get(Counter.ARCHIVE_KEPT));

    Files.delete(ink);
    await().until(() -> kept(ink) > 2);
  }

  /** New code is rehearsed first, which takes its time on a busy machine. */
  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(60));
  }

  private void start(String yaml) throws Exception {
    write(yaml);
    daemon = new Daemon(Config.load(file), file, lateness -> {});
  }

  private void reload(String yaml) throws Exception {
    write(yaml);
    CountDownLatch done = new CountDownLatch(1);
    daemon.reload(done::countDown);
    done.await();
  }

  private void write(String yaml) throws Exception {
    String rest = "rate: 500\nhands: [\"%s\"]\nserver: {port: 0}\nosc: {targets: []}\n";
    Files.writeString(file, yaml + rest.formatted(folder));
  }

  private static String temperature(Plot plot) {
    return plot.about().get("temperature").toString();
  }

  private static int seed(Path file) {
    try {
      return Plot.parse(Files.readAllBytes(file)).about().get("seed").asInt();
    } catch (Exception e) { // it may just have made room
      return -1;
    }
  }

  private static int kept(Path where) throws IOException {
    return Files.isDirectory(where) ? files(where).size() : 0;
  }

  private static long size(Path where) throws IOException {
    long size = 0;
    for (Path path : files(where)) {
      size += Files.exists(path) ? Files.size(path) : 0;
    }
    return size;
  }

  private static List<Path> files(Path where) throws IOException {
    try (Stream<Path> files = Files.list(where)) {
      return files.filter(path -> path.toString().endsWith(".svg")).sorted().toList();
    }
  }
}
