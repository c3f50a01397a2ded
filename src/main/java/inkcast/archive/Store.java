package inkcast.archive;

import java.io.IOException;
import java.nio.file.Path;

/** How a file is written: whole or not at all. */
public interface Store {
  /**
   * Writes one; may have to wait for a disk.
   *
   * @throws IOException if the disk does not take it; the message is for people
   */
  void write(Path file, byte[] content) throws IOException;
}
