package inkcast.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that becomes a recording. One thread. */
public final class RecordingFile implements Disk.Store {
  private final Path path;
  private final FileChannel channel;
  private int writes;

  private RecordingFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Makes a new file: no recording is ever written over.
   *
   * @throws IOException if it is there already, or cannot be made
   */
  public static RecordingFile create(Path path) throws IOException {
    return new RecordingFile(
        path, FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    writes += bytes.hasRemaining() ? 1 : 0;
    long start = channel.position();
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      channel.position(start); // what comes next is written over it, if this fails
      channel.truncate(start);
      throw e;
    }
  }

  @Override
  public void force() throws IOException {
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Takes it back if there is no more in it than a beginning. */
  public void discard() throws IOException {
    channel.close();
    if (writes <= 1) {
      Files.delete(path);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
