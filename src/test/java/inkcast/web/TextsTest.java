package inkcast.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people are given to copy has everything that a hand should have seen. */
class TextsTest {
  private List<String> texts;
  private String all;

  @BeforeEach
  void read() throws IOException {
    Path file = Path.of("src/main/resources/inkcast/web/texts.txt");
    texts = Files.readAllLines(file, StandardCharsets.UTF_8);
    all = String.join("\n", texts);
  }

  @Test
  void shouldHaveEveryLetterSeveralTimes() {
    for (char letter : "abcdefghijklmnopqrstuvwxyz".toCharArray()) {
      long count = all.chars().filter(c -> c == letter).count();
      assertTrue(count >= 5, letter + " is there " + count + " times");
    }
    for (char letter : "äöüß0123456789.,:?!".toCharArray()) {
      assertTrue(all.indexOf(letter) >= 0, "without " + letter);
    }
  }

  @Test
  void shouldHaveTheCommonDigraphs() {
    String common =
        "th he in er an re nd on en at ou ed ha to or it is hi es ng te ar st se ch sh ck qu ll ee"
            + " ss oo tt ff wh ea ai ie ei sch";
    for (String digraph : common.split(" ")) {
      assertTrue(all.contains(digraph), "without " + digraph);
    }
  }

  @Test
  void shouldBeShortAndEachItsOwn() {
    assertTrue(texts.size() >= 50, texts.size() + " texts");
    assertEquals(texts.size(), new HashSet<>(texts).size());
    for (String text : texts) {
      assertTrue(text.length() >= 20 && text.length() <= 36, text);
      assertFalse(text.isBlank() || text.contains("  ") || !text.equals(text.strip()), text);
    }
  }
}
