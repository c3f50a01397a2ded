package inkcast.train.glyph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.model.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngraverTest {
  @TempDir private Path folder;
  private Path face;
  private Path words;

  @BeforeEach
  void unpack() throws IOException {
    face = Fixtures.hersheytext(folder);
    words = Fixtures.words(folder);
  }

  @Test
  void shouldJoinLettersThatMeet() throws Exception {
    Hershey hershey = Hershey.read(face, "scripts");
    Glyph n = hershey.glyph('n');
    assertTrue(Hershey.joinsBefore(n) && Hershey.joinsAfter(n));
    assertEquals(8, n.advance(), "from where it begins to where it ends");
    Glyph q = hershey.glyph('q');
    assertFalse(Hershey.joinsBefore(q) || Hershey.joinsAfter(q));
    Files.writeString(words.resolve("objects.txt"), "nnnnnn\n");
    Files.writeString(words.resolve("predicates.txt"), "nnnnnn\n");
    float[] line = Engraver.read(folder).line(Sources.seeded(1), 1024);
    int lifts = 0;
    for (int at = 2; at < line.length; at += 3) {
      lifts += (int) line[at];
    }
    assertTrue(lifts < 40, lifts + " lifts: once a word, and for dots");
  }

  @Test
  void shouldSetDotsDownAfterTheLetter() throws Exception {
    List<List<Point>> strokes = Hershey.read(face, "scripts").glyph('i').strokes();
    assertEquals(2, strokes.size());
    assertEquals(new Point(0, -5), strokes.getFirst().getFirst());
    assertEquals(List.of(new Point(3, -14)), strokes.getLast());
  }

  @Test
  void shouldWriteOrdinaryWords() throws Exception {
    Words source = Words.read(folder.resolve("friendly-words"));
    RandomGenerator random = Sources.seeded(1);
    for (int i = 0; i < 1000; i++) {
      String word = source.next(random);
      assertTrue(word.matches("([A-Z]?[a-z]*|&)[,.;]?"), word);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          M0,17 L2,13 5,22 8,17  | M0,17 L2,13 5,22 8,    | scripts.chars[0].d: expected M x,y L x,y ..., found "8,"
          M0,17 L2,13 5,22 8,17  | L0,17 L2,13            | scripts.chars[0].d: expected M x,y L x,y ..., found "L0,17"
          M0,17 L2,13 5,22 8,17  | M0,17 C2,13            | scripts.chars[0].d: expected M x,y L x,y ..., found "C2,13"
          "o": 4                 | "o": "4"               | scripts.chars[0].o: expected half a width, found "4"
          scripts                | cursive                | scripts.chars: expected characters from ! to z, found 0 of them
          }                      | ]                      | not JSON
          """)
  void shouldRefuseADamagedFaceByPlace(String right, String wrong, String message)
      throws Exception {
    String text = Files.readString(face);
    int at = text.indexOf(right);
    Files.writeString(face, text.substring(0, at) + wrong + text.substring(at + right.length()));
    IOException e = assertThrows(IOException.class, () -> Engraver.read(folder));
    assertTrue(e.getMessage().contains("hersheytext.json: " + message), e.getMessage());
  }

  @Test
  void shouldRefuseADamagedListByLine() throws Exception {
    Files.writeString(words.resolve("objects.txt"), "river\nin k\n");
    IOException e = assertThrows(IOException.class, () -> Engraver.read(folder));
    assertTrue(
        e.getMessage().endsWith("objects.txt: line 2: expected one word, a to z, found \"in k\""),
        e.getMessage());
    Files.delete(words.resolve("objects.txt"));
    assertThrows(NoSuchFileException.class, () -> Engraver.read(folder));
  }
}
