package inkcast.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {
  @TempDir private Path folder;

  @Test
  void shouldFindNothingWrongWithTheShippedFile() {
    Cli result = Cli.run("check");
    assertEquals(0, result.exit(), result.err());
    assertTrue(result.out().contains("valid; writers: 4, hands: cursive"), result.out());
  }

  @Test
  void shouldPrintEachProblemOnALineOfItsOwn() throws Exception {
    Path file = Files.writeString(folder.resolve("wrong.yaml"), "rate: 0\ncolour: red\n");
    Cli result = Cli.run("check", "--config", file.toString());
    assertEquals(2, result.exit());
    assertEquals(2, result.err().lines().count(), result.err());
    assertTrue(
        result.err().startsWith(file + ":1: rate: expected a number from 1 to 1000, found 0\n"),
        result.err());
  }

  @Test
  void shouldMissAHandThatIsNotThere() throws Exception {
    Path file = Files.writeString(folder.resolve("hand.yaml"), "writers: [{hand: nobody}]\n");
    Cli result = Cli.run("check", "--config", file.toString());
    assertEquals(2, result.exit());
    assertTrue(result.err().contains("nobody"), result.err());
    assertEquals(1, result.err().lines().count());
  }
}
