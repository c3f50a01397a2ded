package inkcast.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTest {
  private static final byte[] TEN = new byte[10];

  @TempDir private Path parent;
  private Path path;
  private Folder folder;

  @BeforeEach
  void open() {
    path = parent.resolve("ink/lines");
    folder = new Folder(path, 35, Files::write);
  }

  @Test
  void shouldLetTheOldestGoFirst() throws IOException {
    for (int day = 10; day <= 14; day++) {
      assertEquals(day < 13 ? 0 : 1, folder.keep(name(day), TEN));
    }
    assertEquals(List.of(file(12), file(13), file(14)), names());

    assertEquals(2, folder.keep(name(15), new byte[25]));
    assertEquals(List.of(file(14), file(15)), names());
  }

  @Test
  void shouldCountWhatIsThereAlready() throws IOException {
    for (int day = 10; day <= 12; day++) {
      folder.keep(name(day), TEN);
    }
    Files.write(path.resolve("." + file(13) + ".4711.tmp"), new byte[100]);
    folder = new Folder(path, 15, Files::write);
    assertEquals(2, folder.makeRoom(0));
    assertEquals(List.of(file(12)), names());
  }

  @Test
  void shouldLeaveAloneWhatIsNoLine() throws IOException {
    Files.createDirectories(path.resolve(file(1)));
    Files.write(path.resolve("holiday.svg"), new byte[1_000]);
    for (int day = 10; day <= 14; day++) {
      folder.keep(name(day), TEN);
    }
    assertEquals(List.of(file(1), file(12), file(13), file(14), "holiday.svg"), names());
  }

  @Test
  void shouldNoticeWhatOthersTakeAway() throws IOException {
    for (int day = 10; day <= 12; day++) {
      folder.keep(name(day), TEN);
    }
    Files.delete(path.resolve(file(10)));
    Files.delete(path.resolve(file(11)));
    assertEquals(0, folder.keep(name(13), TEN));
    assertEquals(0, folder.keep(name(14), TEN));
    assertEquals(List.of(file(12), file(13), file(14)), names());
  }

  @Test
  void shouldKeepTwoOfTheSameSecond() throws IOException {
    folder.keep(name(10), TEN);
    folder.keep(name(10), TEN);
    assertEquals(List.of(file(10), name(10) + "_2.svg"), names());
  }

  @Test
  void shouldRefuseWhatFitsNowhere() throws IOException {
    folder.keep(name(10), TEN);
    assertThrows(Folder.TooLargeException.class, () -> folder.keep(name(11), new byte[36]));
    assertEquals(List.of(file(10)), names());
  }

  @Test
  void shouldLookAgainAfterAFailure() throws IOException {
    folder.keep(name(10), TEN);
    Path aside = Files.move(path, parent.resolve("aside"));
    Files.write(path, TEN);
    assertThrows(IOException.class, () -> folder.keep(name(11), TEN));
    Files.delete(path);
    folder.keep(name(11), new byte[35]); // the one that went with the other folder does not count
    assertEquals(List.of(file(11)), names());
    assertEquals(1, Files.list(aside).count());
  }

  private static String name(int day) {
    return "2026-11-" + (day < 10 ? "0" : "") + day + "T14-05-33Z-writer-1-cursive";
  }

  private static String file(int day) {
    return name(day) + ".svg";
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
