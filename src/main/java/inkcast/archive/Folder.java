package inkcast.archive;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.regex.Pattern;

/**
 * Files whose names sort by time, of a size in all: where there is no room the oldest go first.
 * What has another name is nobody's business here. One thread, which may have to wait for a disk.
 */
final class Folder {
  private static final String NAME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\dZ-writer-.*\\.svg";
  private static final Pattern LINE = Pattern.compile(NAME);

  /** What a power cut has left of one, see {@link Store}. */
  private static final Pattern LEFT = Pattern.compile("\\." + NAME + "\\..*\\.tmp");

  private static final int KNOWN = 1_000;

  private final Path path;
  private final long maxBytes;
  private final Store store;
  private final Deque<Entry> oldest = new ArrayDeque<>(); // those known by now, oldest first
  private boolean looked;
  private long bytes; // of all lines, when it has looked

  /**
   * A folder, which is made when it is first needed.
   *
   * @param maxBytes of all files together
   */
  Folder(Path path, long maxBytes, Store store) {
    this.path = path;
    this.maxBytes = maxBytes;
    this.store = store;
  }

  private record Entry(String name, long bytes) {}

  /** It would not fit if it were alone; the message is for people. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1;

    private TooLargeException(long bytes, long maxBytes) {
      super("a line of %,d bytes does not fit into %,d".formatted(bytes, maxBytes));
    }
  }

  /**
   * Keeps a file under its name, or one that sorts right behind it if that is taken.
   *
   * @param name without its end, {@code .svg}
   * @return how many old ones had to go
   * @throws IOException if it is not kept
   */
  int keep(String name, byte[] content) throws IOException {
    if (content.length > maxBytes) {
      throw new TooLargeException(content.length, maxBytes);
    }
    int gone = makeRoom(content.length);
    Path file = path.resolve(name + ".svg");
    for (int i = 2; Files.exists(file); i++) {
      file = path.resolve(name + "_" + i + ".svg");
    }
    looked = false; // if this fails: what is there next may be another disk
    store.write(file, content);
    looked = true;
    bytes += content.length;
    return gone;
  }

  /**
   * Lets the oldest go until there is room.
   *
   * @return how many went
   */
  int makeRoom(long wanted) throws IOException {
    Files.createDirectories(path);
    if (!looked) {
      look();
    }
    int gone = 0;
    while (bytes + wanted > maxBytes) {
      Entry entry = oldest.poll();
      if (entry == null) {
        look();
      } else if (Files.deleteIfExists(path.resolve(entry.name))) {
        bytes -= entry.bytes;
        gone++;
      } else {
        look(); // somebody has taken it away, and perhaps more
      }
    }
    return gone;
  }

  private void look() throws IOException {
    PriorityQueue<Entry> first =
        new PriorityQueue<>(Comparator.comparing(Entry::name, Comparator.reverseOrder()));
    bytes = 0;
    looked = false;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (LEFT.matcher(name).matches()) {
          Files.delete(file);
        } else if (LINE.matcher(name).matches()) {
          long size = size(file);
          bytes += size;
          if (size > 0) {
            first.add(new Entry(name, size));
          }
          if (first.size() > KNOWN) {
            first.remove();
          }
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    oldest.clear();
    while (!first.isEmpty()) {
      oldest.addFirst(first.remove());
    }
    looked = true;
  }

  /** Of a file; 0 of anything else, such as one that has just gone. */
  private static long size(Path file) throws IOException {
    try {
      BasicFileAttributes is =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return is.isRegularFile() ? is.size() : 0;
    } catch (NoSuchFileException e) {
      return 0;
    }
  }
}
