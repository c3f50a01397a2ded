package inkcast.app;

import inkcast.train.StrokeFile;
import inkcast.train.Strokes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The streams of several files, and which file each is from.
 *
 * @param names of the files
 * @param contents of each
 */
record StrokeFiles(List<String> names, List<Strokes> contents) {
  private static final String SUFFIX = ".json";

  /**
   * Reads files.
   *
   * @param paths files, or folders: those stand for all .json in them, sorted by name
   * @throws IOException when one cannot be read, is no strokes, or a folder has none
   */
  static StrokeFiles read(List<Path> paths) throws IOException {
    List<String> names = new ArrayList<>();
    List<Strokes> contents = new ArrayList<>();
    for (Path path : paths) {
      for (Path file : Files.isDirectory(path) ? inside(path) : List.of(path)) {
        contents.add(StrokeFile.read(file));
        names.add(file.toString());
      }
    }
    return new StrokeFiles(names, contents);
  }

  /** Streams of the first file, then of the next, each (length, 3): dx, dy in model units, pen. */
  List<float[]> streams() {
    return contents.stream().flatMap(content -> content.streams().stream()).toList();
  }

  private static List<Path> inside(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files =
          entries
              .filter(path -> path.toString().endsWith(SUFFIX) && Files.isRegularFile(path))
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw new IOException(folder + ": expected files that end in " + SUFFIX + ", found none");
      }
      return files;
    }
  }
}
