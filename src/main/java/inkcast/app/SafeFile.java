package inkcast.app;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Writes files whole or not at all: a power cut or a full disk leaves the old one in place. */
final class SafeFile {
  private SafeFile() {}

  /**
   * Writes a file beside its place and moves it there. What is no regular file, such as a pipe, is
   * written to directly; a link stays and its target is replaced.
   *
   * @throws IOException when it cannot be written; nothing is left beside its place then
   */
  static void write(Path file, byte[] bytes) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
      Files.write(file, bytes);
      return;
    }
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path beside =
        target.resolveSibling(
            "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    try {
      // What a killed process of the same number has left is overwritten. Without SYNC some file
      // systems would rename a file before it has its bytes.
      Files.write(
          beside,
          bytes,
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE,
          StandardOpenOption.SYNC);
      Files.move(
          beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (NoSuchFileException e) {
      throw failure(file, "no such folder", e);
    } catch (AccessDeniedException e) {
      throw failure(file, "permission denied", e);
    } catch (FileSystemException e) {
      throw failure(file, e.getReason(), e);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** Names the file that was asked for, not the one beside it. */
  private static FileSystemException failure(Path file, @Nullable String reason, IOException e) {
    FileSystemException failure = new FileSystemException(file.toString(), null, reason);
    failure.initCause(e);
    return failure;
  }
}
