package inkcast.app;

import inkcast.hand.Hands;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Names of files that hands are written to. */
final class HandFile {
  private static final String SUFFIX = ".safetensors";

  private HandFile() {}

  /**
   * The name of the hand that a file is for.
   *
   * @throws ParameterException when the file would not be found as a hand
   */
  static String name(Path out, CommandLine command) {
    @Nullable Path file = out.getFileName();
    String text = file == null ? "" : file.toString();
    String name = text.substring(0, Math.max(0, text.length() - SUFFIX.length()));
    if (!text.endsWith(SUFFIX) || !Hands.isName(name)) {
      throw new ParameterException(
          command,
          "--out: expected a name of letters, digits, _ . and -, at most 64, that ends in "
              + SUFFIX
              + ", found "
              + out);
    }
    return name;
  }
}
