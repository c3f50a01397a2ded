package inkcast.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.web.Recordings.Count;
import inkcast.web.Recordings.FullException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingsTest {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00.007Z");

  @TempDir Path folder;

  @Test
  void shouldKeepLinesByTheirTimeAndCountThem() throws IOException {
    Recordings recordings = new Recordings(folder.resolve("new/recordings"));
    assertEquals(new Count(0, 0), recordings.count("mine"));
    recordings.save("mine", NOON, 300, bytes("a"));
    recordings.save("mine", NOON.plusSeconds(60), 40, bytes("b"));
    recordings.save("yours", NOON, 5, bytes("c"));
    assertEquals(new Count(2, 340), recordings.count("mine"));
    assertEquals(
        List.of("20261125T120000.007Z-300.json", "20261125T120100.007Z-40.json"),
        names("new/recordings/mine"));
  }

  @Test
  void shouldKeepALineThatIsSentAgainOnlyOnce() throws IOException {
    Recordings recordings = new Recordings(folder);
    recordings.save("mine", NOON, 300, bytes("a"));
    recordings.save("mine", NOON, 300, bytes("a"));
    assertEquals(List.of("20261125T120000.007Z-300.json"), names("mine"));
  }

  @Test
  void shouldKeepTwoLinesThatBeganTogether() throws IOException {
    Recordings recordings = new Recordings(folder);
    recordings.save("mine", NOON, 300, bytes("a"));
    recordings.save("mine", NOON, 300, bytes("b"));
    assertEquals(
        List.of("20261125T120000.007Z-300.json", "20261125T120000.008Z-300.json"), names("mine"));
    assertEquals("a", Files.readString(folder.resolve("mine/20261125T120000.007Z-300.json")));
  }

  @Test
  void shouldRefuseMoreLinesThanThereMayBeInAll() throws IOException {
    Recordings recordings = new Recordings(folder, 2);
    recordings.save("mine", NOON, 300, bytes("a"));
    recordings.save("yours", NOON, 300, bytes("a"));
    FullException thrown =
        assertThrows(FullException.class, () -> recordings.save("another", NOON, 300, bytes("a")));
    assertEquals(folder + " is full: it has 2 lines, of 2 at most", thrown.getMessage());
    recordings.save("mine", NOON, 300, bytes("a")); // which is there already
  }

  @Test
  void shouldSayWhyALineCannotBeWritten() throws IOException {
    Files.writeString(folder.resolve("mine"), "a file");
    IOException thrown =
        assertThrows(
            IOException.class, () -> new Recordings(folder).save("mine", NOON, 1, bytes("a")));
    assertEquals(
        "cannot write to " + folder.resolve("mine") + ": something else has this name",
        thrown.getMessage());
  }

  @Test
  void shouldNotTakeWhatAPowerCutLeftForALine() throws IOException {
    Recordings recordings = new Recordings(folder);
    Files.createDirectories(folder.resolve("mine"));
    Files.writeString(folder.resolve("mine/.new"), "longer than the next one");
    assertEquals(new Count(0, 0), recordings.count("mine"));
    recordings.save("mine", NOON, 1, bytes("a"));
    assertEquals("a", Files.readString(folder.resolve("mine/20261125T120000.007Z-1.json")));
  }

  @Test
  void shouldKnowAHandsName() {
    for (String name : List.of("mine", "Mine-2", "a.b_c", "0", "x".repeat(64))) {
      assertTrue(Recordings.isHand(name), name);
    }
    for (String name :
        List.of(
            "", ".", "..", ".a", "-a", "_a", "a/b", "../a", "a\\b", "ä", "a b", "a\n", "a\0b")) {
      assertFalse(Recordings.isHand(name), name);
    }
    assertFalse(Recordings.isHand("x".repeat(65)));
  }

  private List<String> names(String hand) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(hand))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
