package inkcast.recording;

import inkcast.packet.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/** A disk that is slow, or full, as a test wants it. */
final class Memory implements Disk.Store {
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  final Semaphore slow = new Semaphore(Integer.MAX_VALUE);
  volatile boolean full;
  volatile int refused;

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    slow.acquireUninterruptibly();
    if (full) {
      refused++;
      throw new IOException("No space left on device");
    }
    while (bytes.hasRemaining()) {
      kept.write(bytes.get());
    }
    slow.release();
  }

  @Override
  public void force() {}

  @Override
  public void close() {}

  /** Into a file, to be read. */
  Path save(Path file) throws IOException {
    return Files.write(file, kept.toByteArray());
  }

  /** All bundles of a file, each message as a line, the first of which says when it is due. */
  static List<List<String>> read(Path file) throws IOException {
    List<List<String>> bundles = new ArrayList<>();
    try (BundleReader reader = new BundleReader(file)) {
      for (var bundle = reader.next(); bundle != null; bundle = reader.next()) {
        List<String> lines = new ArrayList<>();
        lines.add(String.valueOf(bundle.dueNs()));
        bundle.messages().stream().map(Message::toString).forEach(lines::add);
        bundles.add(lines);
      }
    }
    return bundles;
  }
}
