package inkcast.app;

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
    if (!text.endsWith(SUFFIX) || text.length() == SUFFIX.length()) {
      throw new ParameterException(
          command, "--out: expected a name that ends in " + SUFFIX + ", found " + out);
    }
    return text.substring(0, text.length() - SUFFIX.length());
  }
}
