package inkcast.hand;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The hands in some folders, found when asked for: a hand that was added or trained anew since is
 * seen without a restart. Writers of one hand share its weights. Safe for any number of threads.
 */
public final class Hands {
  private static final String SUFFIX = ".safetensors";

  // Names come from the network: nothing that could leave a folder or hide in one.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

  private final List<Path> folders;
  private final Map<Path, Loaded> loaded = new ConcurrentHashMap<>();

  /** Hands of these folders, searched in order; folders may be missing. */
  public Hands(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  private record Loaded(FileTime modified, long size, Hand hand) {}

  /**
   * Loads {@code NAME.safetensors} from the first folder that has it.
   *
   * @throws HandException when there is none, or it is damaged
   * @throws IOException when it cannot be read
   */
  public Hand byName(String name) throws IOException {
    if (!NAME.matcher(name).matches()) {
      String shown = name.substring(0, Math.min(name.length(), 64)).replaceAll("\\p{Cntrl}", "?");
      throw new HandException(
          "hand", "name", "letters, digits, _ . and -, at most 64", "'" + shown + "'");
    }
    for (Path folder : folders) {
      Path file = folder.resolve(name + SUFFIX);
      if (Files.isRegularFile(file)) {
        return load(file);
      }
    }
    throw new HandException(
        name, "hand", name + SUFFIX + " in " + folders, "only " + String.join(", ", names()));
  }

  /**
   * Loads a file if the text names one, by its suffix or a slash, else a hand by name.
   *
   * @throws HandException as {@link #byName}, and {@link #file}
   */
  public Hand byNameOrFile(String text) throws IOException {
    return isFile(text) ? file(Path.of(text)) : byName(text);
  }

  /** Whether a text names a file, by its suffix or a slash, and not a hand. */
  public static boolean isFile(String text) {
    return text.contains("/")
        || text.endsWith(SUFFIX)
        || text.endsWith(".json")
        || text.endsWith(".js");
  }

  /**
   * Loads one file: a hand, or the published model as {@code .js} or {@code .json}.
   *
   * @throws HandException when there is no such file, or it is damaged
   * @throws IOException when it cannot be read
   */
  public static Hand file(Path path) throws IOException {
    @Nullable Path fileName = path.getFileName();
    if (fileName == null || !Files.isRegularFile(path)) {
      throw new HandException(path.toString(), "file", "a hand", "no such file");
    }
    String name = fileName.toString();
    if (name.endsWith(".js") || name.endsWith(".json")) {
      return Published.read(path, name.substring(0, name.lastIndexOf('.')));
    }
    return Safetensors.read(path);
  }

  /** Names of the hands there are, sorted. */
  public List<String> names() throws IOException {
    TreeSet<String> names = new TreeSet<>();
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          names.addAll(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(file -> file.endsWith(SUFFIX) && !file.startsWith("."))
                  .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                  .collect(Collectors.toSet()));
        }
      }
    }
    return List.copyOf(names);
  }

  private Hand load(Path file) throws IOException {
    FileTime modified = Files.getLastModifiedTime(file);
    long size = Files.size(file);
    @Nullable Loaded known = loaded.get(file);
    if (known != null && known.modified.equals(modified) && known.size == size) {
      return known.hand;
    }
    Hand hand = Safetensors.read(file);
    loaded.put(file, new Loaded(modified, size, hand));
    return hand;
  }
}
