package inkcast.archive;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.archive.Archive.Settings;
import inkcast.draw.Plot;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.writer.Color;
import inkcast.writer.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
  private static final Page PAGE = new Page(1000, 500, 10);
  private static final Instant ENDED = Instant.parse("2026-11-29T14:05:33Z");
  private static final long MEGABYTE = 1_000_000;

  @TempDir private Path parent;
  private final Counters counters = new Counters();
  private final CountDownLatch slow = new CountDownLatch(1);
  private Archive archive = new Archive(PAGE, Files::write, Duration.ofMillis(20), counters);

  @AfterEach
  void close() {
    slow.countDown();
    archive.close();
  }

  @Test
  void shouldKeepALineUnderItsTimeWriterAndHand() throws Exception {
    Path folder = parent.resolve("new/ink");
    archive.configure(new Settings(folder, MEGABYTE));
    archive.take(line(12, "../quill & ink", 500));
    archive.close();

    Path file = folder.resolve("2026-11-29T14-05-33Z-writer-12-.._quill___ink.svg");
    assertEquals(List.of(file), files(folder));
    assertEquals(12, Plot.parse(Files.readAllBytes(file)).about().get("writer").asInt());
    assertEquals(1, counters.get(Counter.ARCHIVE_KEPT));
    assertEquals(0, counters.get(Counter.ARCHIVE_FAILED));
  }

  @Test
  void shouldNotKeepWhatIsHardlyALine() throws Exception {
    archive.configure(new Settings(parent, MEGABYTE));
    archive.take(line(1, "cursive", 99));
    archive.take(line(2, "cursive", 101));
    archive.close();

    assertEquals(1, files(parent).size());
    assertEquals(0, counters.get(Counter.ARCHIVE_LOST));
  }

  @Test
  void shouldKeepNothingUnlessConfigured() throws Exception {
    archive.take(line(1, "cursive", 500));
    archive.configure(new Settings(parent, MEGABYTE));
    archive.configure(null);
    archive.take(line(1, "cursive", 500));
    archive.close();

    assertEquals(List.of(), files(parent));
    assertEquals(0, counters.get(Counter.ARCHIVE_LOST));
  }

  @Test
  void shouldGoOnWhenTheDiskIsBack() throws Exception {
    Path folder = Files.writeString(parent.resolve("ink"), "no folder");
    archive.configure(new Settings(folder, MEGABYTE));
    archive.take(line(1, "cursive", 500));
    archive.take(line(2, "cursive", 500));
    await().until(() -> counters.get(Counter.ARCHIVE_FAILED) > 5);
    assertEquals(0, counters.get(Counter.ARCHIVE_LOST));

    Files.delete(folder);
    await().until(() -> counters.get(Counter.ARCHIVE_KEPT) == 2);
    assertEquals(2, files(folder).size());
    archive.take(line(3, "cursive", 500));
    archive.close();
    assertEquals(3, files(folder).size());
  }

  @Test
  void shouldLoseWhatADiskThatHangsKeepsWaiting() throws Exception {
    archive.close();
    archive = onADiskThatHangs();
    archive.configure(new Settings(parent, MEGABYTE));
    for (int writer = 1; writer <= Archive.MAX_WAITING + 10; writer++) {
      archive.take(line(writer, "cursive", 500));
    }
    assertEquals(10, counters.get(Counter.ARCHIVE_LOST));
    slow.countDown();
    await().until(() -> counters.get(Counter.ARCHIVE_KEPT) == Archive.MAX_WAITING);
    assertEquals(Archive.MAX_WAITING, files(parent).size());
  }

  @Test
  void shouldMoveOnToAnotherFolderAndSize() throws Exception {
    Path first = parent.resolve("first");
    Path second = parent.resolve("second");
    archive.configure(new Settings(first, MEGABYTE));
    for (int writer = 1; writer <= 3; writer++) {
      archive.take(line(writer, "cursive", 500));
    }
    await().until(() -> counters.get(Counter.ARCHIVE_KEPT) == 3);
    long size = Files.size(files(first).getFirst());
    archive.configure(new Settings(first, size * 2 + 1));
    await().until(() -> counters.get(Counter.ARCHIVE_REMOVED) == 1);
    archive.configure(new Settings(second, size - 1));
    archive.take(line(4, "cursive", 500));
    await().until(() -> counters.get(Counter.ARCHIVE_LOST) == 1);
    archive.configure(new Settings(second, MEGABYTE));
    archive.take(line(5, "cursive", 500));
    archive.close();

    assertEquals(2, files(first).size());
    assertFalse(files(first).toString().contains("writer-1-"));
    assertTrue(files(second).toString().contains("writer-5-"));
    assertEquals(1, files(second).size());
  }

  @Test
  void shouldPutNoLineIntoAFolderThatWasGivenUpBeforeIt() throws Exception {
    Path first = parent.resolve("first");
    Path second = parent.resolve("second");
    archive.close();
    archive = onADiskThatHangs();
    archive.configure(new Settings(first, MEGABYTE));
    archive.take(line(1, "cursive", 500));
    archive.take(line(2, "cursive", 500));
    archive.configure(new Settings(second, MEGABYTE));
    archive.take(line(3, "cursive", 500));
    slow.countDown();
    await().until(() -> counters.get(Counter.ARCHIVE_KEPT) == 3);
    assertEquals(2, files(first).size());
    assertTrue(files(second).toString().contains("writer-3-"));
  }

  private Archive onADiskThatHangs() {
    Store store =
        (file, content) -> {
          hang();
          Files.write(file, content);
        };
    return new Archive(PAGE, store, Duration.ofMillis(20), counters);
  }

  private void hang() throws IOException {
    try {
      slow.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static Line line(int writer, String hand, float ink) {
    Line line = new Line(new Line.Origin(writer, 0, hand, null), new Color(0, 0, 0), ENDED);
    line.add(10 + ink, 100, ink, 0, true, 0.65f, PAGE, 1_000);
    line.end(ENDED);
    return line;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
