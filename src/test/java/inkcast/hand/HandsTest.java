package inkcast.hand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandsTest {
  @TempDir private Path first;
  @TempDir private Path second;
  private Hands hands;

  @BeforeEach
  void open() {
    hands = new Hands(List.of(first, second, first.resolve("missing")));
  }

  @Test
  void shouldSearchTheFoldersInOrder() throws Exception {
    put(second, "a", 2);
    assertEquals(2, hands.byName("a").weights().units());
    put(first, "a", 3);
    assertEquals(3, hands.byName("a").weights().units());
  }

  @Test
  void shouldShareAHandUntilItsFileChanges() throws Exception {
    put(first, "a", 2);
    Hand once = hands.byName("a");
    assertSame(once.weights(), hands.byName("a").weights());
    put(first, "a", 3);
    assertNotSame(once.weights(), hands.byName("a").weights());
  }

  @Test
  void shouldSeeThatAFileWasReplacedByOneOfItsSizeAndTime() throws Exception {
    put(first, "a", 2);
    put(first, "b", 2);
    Path a = first.resolve("a.safetensors");
    Path b = first.resolve("b.safetensors");
    Files.setLastModifiedTime(b, Files.getLastModifiedTime(a));
    Hand once = hands.byName("a");
    Files.move(b, a, StandardCopyOption.REPLACE_EXISTING);
    assertNotSame(once.weights(), hands.byName("a").weights());
  }

  @Test
  void shouldListNamesSorted() throws Exception {
    put(second, "b", 2);
    put(first, "c", 2);
    put(first, "b", 2);
    Files.writeString(first.resolve(".hidden.safetensors"), "");
    Files.writeString(first.resolve("no name.safetensors"), "");
    Files.writeString(first.resolve("README"), "");
    assertEquals(List.of("b", "c"), hands.names());
  }

  @Test
  void shouldNameTheHandsThereAreForAnUnknownOne() throws Exception {
    put(first, "cursive", 2);
    HandException e = assertThrows(HandException.class, () -> hands.byName("cursiv"));
    assertTrue(e.getMessage().contains("cursiv.safetensors"), e.getMessage());
    assertTrue(e.getMessage().contains("only cursive"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../a", "a/b", "a\\b", ".a", "a\nb", "a b", "\u0000"})
  void shouldRefuseNamesThatLeaveTheFolder(String name) throws Exception {
    Files.createDirectory(second.resolve("a"));
    HandException e = assertThrows(HandException.class, () -> hands.byName(name));
    assertTrue(e.getMessage().contains("expected letters"), e.getMessage());
  }

  @Test
  void shouldTakeAFileWhereTheTextNamesOne() throws Exception {
    put(first, "a", 2);
    String file = first.resolve("a.safetensors").toString();
    assertEquals(2, hands.byNameOrFile(file).weights().units());
    HandException e = assertThrows(HandException.class, () -> hands.byNameOrFile(file + "/x"));
    assertTrue(e.getMessage().contains("no such file"), e.getMessage());
  }

  private static void put(Path folder, String name, int units) throws Exception {
    Files.write(
        folder.resolve(name + ".safetensors"), Safetensors.bytes(SafetensorsTest.hand(units, 1)));
  }
}
