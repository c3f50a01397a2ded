package inkcast.house;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of the {@link State}: JSON, for people too. */
final class StateFile {
  private static final Logger log = LoggerFactory.getLogger(StateFile.class);
  private static final long LARGEST = 4 << 20; // bytes; 4,096 writers take a quarter of that

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();
  private static final ObjectReader READER = JSON.readerFor(State.class);
  private static final ObjectWriter WRITER = JSON.writerWithDefaultPrettyPrinter();

  private StateFile() {}

  /** How it looks in the file. */
  static byte[] bytes(State state) throws IOException {
    return (WRITER.writeValueAsString(state) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** What is kept; a file that cannot be understood is put aside, with a warning. */
  static State read(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new IOException("it has more than " + LARGEST + " bytes");
      }
      State state = READER.readValue(Files.readAllBytes(file));
      state.check();
      return state;
    } catch (NoSuchFileException e) {
      return State.EMPTY;
    } catch (IOException | RuntimeException e) {
      log.warn(
          "what people had set is lost, as {} cannot be read: {}{}",
          file,
          firstLine(e),
          putAside(file));
      return State.EMPTY;
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
  }

  private static String putAside(Path file) {
    Path aside = file.resolveSibling(file.getFileName() + ".damaged");
    try {
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      return "; it is now " + aside;
    } catch (IOException e) {
      return "";
    }
  }
}
