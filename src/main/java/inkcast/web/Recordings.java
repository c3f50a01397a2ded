package inkcast.web;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines that people have written, each in a file {@code HAND/TIME-STEPS.json}: when it was
 * begun (UTC), and how many steps it has. One thread at a time, which may have to wait for a disk.
 */
final class Recordings {
  /** The most lines of all hands together, so that nobody fills a disk: some hundreds of hands. */
  static final int MAX_LINES = 10_000;

  // As the names of hands are. They come from the network: nothing that could leave the folder.
  private static final Pattern HAND = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
  private static final Pattern LINE = Pattern.compile(".*-(\\d{1,9})\\.json");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final int maxLines;

  /** Keeps lines in a folder, which is made when it is first needed. */
  Recordings(Path folder) {
    this(folder, MAX_LINES);
  }

  Recordings(Path folder, int maxLines) {
    this.folder = folder;
    this.maxLines = maxLines;
  }

  /**
   * What there is of a hand.
   *
   * @param steps of all its lines
   */
  record Count(int lines, long steps) {}

  /** There is no room for another line; the message is for people. */
  static final class FullException extends IOException {
    private static final long serialVersionUID = 1;

    private FullException(String message) {
      super(message);
    }
  }

  /** Whether a text can be the name of a hand. */
  static boolean isHand(String name) {
    return HAND.matcher(name).matches();
  }

  /** Counts a hand's lines. */
  Count count(String hand) throws IOException {
    int lines = 0;
    long steps = 0;
    Path own = folder.resolve(hand);
    if (Files.isDirectory(own)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(own)) {
        for (Path file : files) {
          Matcher line = LINE.matcher(file.getFileName().toString());
          if (line.matches()) {
            lines++;
            steps += Long.parseLong(line.group(1));
          }
        }
      }
    }
    return new Count(lines, steps);
  }

  /**
   * Keeps a line, whole or not at all. One that is there already, since the answer to its sender
   * was lost, is not kept twice.
   *
   * @param content of its file
   * @throws FullException if there is no room for it
   * @throws IOException if it cannot be written; the message is for people
   */
  void save(String hand, Instant began, int steps, byte[] content) throws IOException {
    try {
      Path own = Files.createDirectories(folder.resolve(hand));
      for (Instant at = began; ; at = at.plusMillis(1)) {
        Path file = own.resolve(TIME.format(at) + "-" + steps + ".json");
        if (!Files.exists(file)) {
          refuseIfFull();
          write(file, content);
          return;
        }
        if (Arrays.equals(Files.readAllBytes(file), content)) {
          return;
        }
      }
    } catch (FullException e) {
      throw e;
    } catch (IOException e) {
      throw failure(hand, e);
    }
  }

  private void refuseIfFull() throws IOException {
    int lines = 0;
    try (DirectoryStream<Path> hands = Files.newDirectoryStream(folder, Files::isDirectory)) {
      for (Path hand : hands) {
        lines += count(hand.getFileName().toString()).lines();
      }
    }
    if (lines >= maxLines) {
      throw new FullException(
          "%s is full: it has %,d lines, of %,d at most".formatted(folder, lines, maxLines));
    }
  }

  /** Writes aside first: after a power cut there is a whole file, or none. */
  private static void write(Path file, byte[] content) throws IOException {
    Path aside = file.resolveSibling(".new");
    try {
      Files.write(
          aside,
          content,
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE,
          StandardOpenOption.SYNC);
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(aside);
      throw e;
    }
  }

  private IOException failure(String hand, IOException e) {
    String reason =
        switch (e) {
          case AccessDeniedException denied -> "permission denied";
          case FileAlreadyExistsException exists -> "something else has this name";
          case NotDirectoryException other -> "something else has this name";
          case NoSuchFileException gone -> "it has gone";
          case FileSystemException other when other.getReason() != null -> other.getReason();
          default -> String.valueOf(e.getMessage());
        };
    String message = "cannot write to %s: %s".formatted(folder.resolve(hand), reason);
    // Java has no exception of its own for these two; so the system calls them in English.
    boolean full = reason.contains("No space left") || reason.contains("quota exceeded");
    return full ? new FullException(message) : new IOException(message, e);
  }
}
