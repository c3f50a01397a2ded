package inkcast.train.glyph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.model.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HanziTest {
  @TempDir private Path folder;

  @Test
  void shouldWriteUprightBoxesOfOneSize() throws Exception {
    Path home = Files.createDirectories(folder.resolve("hanzi-writer-data"));
    // Down along the left side, then to the right along the bottom.
    Files.writeString(
        home.resolve("L.json"), "{\"medians\": [[[0,900],[0,-124]],[[0,-124],[1024,-124]]]}");
    float[] line = Hanzi.read(home).line(Sources.seeded(1), 1000);
    double height = 0;
    int at = 0;
    do {
      height += line[at + 1];
      at += 3;
    } while (line[at - 1] == 0);
    assertEquals(9.5, height, 1.5, "y is down");
  }

  @Test
  void shouldRefuseAFolderWithoutCharacters() {
    assertThrows(NoSuchFileException.class, () -> Hanzi.read(folder));
    assertThrows(NoSuchFileException.class, () -> Hanzi.read(folder.resolve("none")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"medians": [[[1,2],[3]]]}        | medians[0][1]: expected [x, y], found [3]
          {"medians": [[[1,2]],[[1,"a"]]]}  | medians[1][0]: expected [x, y], found [1,"a"]
          {"medians": [[[1,2],[3,4000]]]}   | medians[0][1]: expected [x, y], found [3,4000]
          {"medians": [[]]}                 | medians[0]: expected points, found []
          {"medians": []}                   | medians: expected strokes, found []
          {"strokes": []}                   | medians: expected strokes, found
          {"medians": [[[1,2],              | not JSON
          """)
  void shouldRefuseADamagedCharacterByPlace(String text, String message) throws Exception {
    Path home = Fixtures.hanzi(folder);
    Files.writeString(home.resolve("山.json"), text);
    IOException e = assertThrows(IOException.class, () -> Hanzi.read(home));
    assertTrue(e.getMessage().contains("山.json: " + message), e.getMessage());
  }
}
