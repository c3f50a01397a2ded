package inkcast.train.glyph;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Words one after the other, as in a sentence without a sense: the predicates and objects of
 * friendly-words, and the small words that hold a language together.
 */
final class Words {
  private static final List<String> SMALL =
      List.of(
          "the", "a", "and", "of", "in", "with", "to", "on", "by", "for", "from", "or", "is", "as",
          "her", "his", "our", "this", "that", "under", "over", "into", "&");
  private static final List<String> STOPS = List.of(",", ",", ",", ".", ".", ";");
  private static final int LONGEST = 9; // letters: there are many dinosaurs among the objects
  private static final double SMALL_PART = 0.35;
  private static final double CAPITAL_PART = 0.2;
  private static final double STOP_PART = 0.12;

  private final List<String> words;

  private Words(List<String> words) {
    this.words = words;
  }

  /**
   * Reads the lists.
   *
   * @param folder of the unpacked package
   * @throws IOException when a list is missing, or with file and line where it is damaged
   */
  static Words read(Path folder) throws IOException {
    List<String> words = new ArrayList<>();
    for (String list : List.of("predicates", "objects")) {
      Path file = folder.resolve("words").resolve(list + ".txt");
      if (!Files.isRegularFile(file)) {
        throw new NoSuchFileException(file.toString());
      }
      int number = 0;
      List<String> lines;
      try {
        lines = Files.readAllLines(file);
      } catch (CharacterCodingException e) {
        throw new IOException(file + ": expected UTF-8", e);
      }
      for (String line : lines) {
        number++;
        if (!line.matches("[a-z]{1,40}")) {
          throw SourceFile.fault(file, "line " + number, "one word, a to z", "\"" + line + "\"");
        }
        if (line.length() <= LONGEST) {
          words.add(line);
        }
      }
    }
    if (words.isEmpty()) {
      throw SourceFile.fault(folder, "words", "words of at most " + LONGEST + " letters", "none");
    }
    return new Words(List.copyOf(words));
  }

  /** The next word, sometimes with a capital, sometimes with a stop at its end. */
  String next(RandomGenerator random) {
    List<String> from = random.nextDouble() < SMALL_PART ? SMALL : words;
    String word = from.get(random.nextInt(from.size()));
    if (random.nextDouble() < CAPITAL_PART) {
      word = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
    if (random.nextDouble() < STOP_PART) {
      word += STOPS.get(random.nextInt(STOPS.size()));
    }
    return word;
  }
}
