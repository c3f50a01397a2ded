import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import com.google.googlejavaformat.java.StringWrapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds every Java source under a folder to google-java-format. Run by the build as a source file:
 * {@code java -cp google-java-format.jar Format.java check|fix FOLDER}; exit code 1 if a file
 * differs ({@code check}) or does not parse.
 */
final class Format {
  private static final Formatter FORMATTER = new Formatter();

  private Format() {}

  public static void main(String[] args) throws Exception {
    boolean fix = args[0].equals("fix");
    Path folder = Path.of(args[1]);
    List<Path> sources;
    try (var paths = Files.walk(folder)) {
      sources = paths.filter(path -> path.toString().endsWith(".java")).sorted().toList();
    }
    List<Path> differing = new ArrayList<>();
    for (Path source : sources) {
      String text = Files.readString(source);
      String formatted = format(source, text);
      if (formatted.equals(text)) {
        continue;
      }
      if (fix) {
        Files.writeString(source, formatted);
      } else {
        differing.add(source);
      }
    }
    if (!differing.isEmpty()) {
      System.err.println("Not in google-java-format (mvn -q validate exec:exec@format mends it):");
      differing.forEach(source -> System.err.println("  " + source));
      System.exit(1);
    }
  }

  private static String format(Path source, String text) throws Exception {
    try {
      String ordered = ImportOrderer.reorderImports(text, JavaFormatterOptions.Style.GOOGLE);
      String formatted = FORMATTER.formatSource(RemoveUnusedImports.removeUnusedImports(ordered));
      return StringWrapper.wrap(formatted, FORMATTER);
    } catch (FormatterException e) {
      System.err.println(source + ": " + e.getMessage());
      System.exit(1);
      throw e;
    }
  }
}
