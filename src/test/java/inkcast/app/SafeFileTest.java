package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeFileTest {
  private static final byte[] BYTES = {1, 2, 3};

  @TempDir private Path folder;

  @Test
  void shouldReplaceAFileAndLeaveNothingBeside() throws IOException {
    Path file = folder.resolve("page.svg");
    Files.writeString(file, "old, and longer than the new one");
    SafeFile.write(file, BYTES);

    assertArrayEquals(BYTES, Files.readAllBytes(file));
    assertEquals(List.of("page.svg"), names());
  }

  @Test
  void shouldKeepALink() throws IOException {
    Path file = Files.createDirectory(folder.resolve("real")).resolve("page.svg");
    Files.writeString(file, "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.svg"), file);
    SafeFile.write(link, BYTES);

    assertTrue(Files.isSymbolicLink(link));
    assertArrayEquals(BYTES, Files.readAllBytes(file));
  }

  @Test
  void shouldNameTheFileThatCannotBeWritten() throws IOException {
    Path missing = folder.resolve("missing/page.svg");
    IOException e = assertThrows(IOException.class, () -> SafeFile.write(missing, BYTES));
    assertEquals(missing + ": no such folder", e.getMessage());

    Path occupied = Files.createDirectory(folder.resolve("page.svg"));
    Files.writeString(occupied.resolve("kept"), "");
    assertThrows(IOException.class, () -> SafeFile.write(occupied, BYTES));
    assertEquals(List.of("page.svg"), names());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
