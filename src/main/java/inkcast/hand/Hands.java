package inkcast.hand;

import inkcast.model.Weights;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
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

  private volatile List<Path> folders;
  private final Map<Path, Loaded> loaded = new ConcurrentHashMap<>();

  /** Hands of these folders, searched in order; folders may be missing. */
  public Hands(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  /** Looks into other folders from now on. */
  public void folders(List<Path> others) {
    folders = List.copyOf(others);
  }

  /** What changes with a file, however it is replaced. */
  private record Stamp(FileTime modified, long size, @Nullable Object key) {
    static Stamp of(Path file) throws IOException {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(now.lastModifiedTime(), now.size(), now.fileKey());
    }
  }

  /** Of a file; the weights take megabytes, and stay only for as long as somebody uses them. */
  private record Loaded(
      Stamp stamp,
      String name,
      float scaleFactor,
      Map<String, String> metadata,
      WeakReference<Weights> weights) {

    @Nullable Hand hand() {
      Weights used = weights.get();
      return used == null ? null : new Hand(name, scaleFactor, used, metadata);
    }
  }

  /**
   * Loads {@code NAME.safetensors} from the first folder that has it.
   *
   * @throws HandException when there is none, or it is damaged
   * @throws IOException when it cannot be read
   */
  public Hand byName(String name) throws IOException {
    if (!isName(name)) {
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

  /** Whether a hand may be called so: a file of another name is never found. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
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

  /** Names of the hands there are, sorted: those that {@link #byName} takes. */
  public List<String> names() throws IOException {
    TreeSet<String> names = new TreeSet<>();
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          names.addAll(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(file -> file.endsWith(SUFFIX))
                  .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                  .filter(Hands::isName)
                  .collect(Collectors.toSet()));
        }
      }
    }
    return List.copyOf(names);
  }

  private Hand load(Path file) throws IOException {
    Stamp stamp = Stamp.of(file);
    Loaded known = loaded.get(file);
    Hand hand = known != null && known.stamp.equals(stamp) ? known.hand() : null;
    if (hand == null) {
      hand = Safetensors.read(file);
      loaded.put(
          file,
          new Loaded(
              stamp,
              hand.name(),
              hand.scaleFactor(),
              hand.metadata(),
              new WeakReference<>(hand.weights())));
    }
    return hand;
  }
}
