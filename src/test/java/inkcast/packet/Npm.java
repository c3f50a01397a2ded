package inkcast.packet;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The peers that npm has, of the versions in {@code src/test/npm}, installed once a checkout. */
public final class Npm {
  private static final Path WANTED = Path.of("src", "test", "npm");
  private static final Path FOLDER = Path.of("target", "npm");

  private Npm() {}

  /**
   * Starts a script that may require what is installed; the test is skipped by its name where npm
   * is absent or cannot fetch.
   *
   * @param script JavaScript for node
   */
  public static Helper start(String script, String... arguments) throws Exception {
    Helper.require("node");
    Helper.require("npm");
    install();
    Path file = Files.createTempFile(FOLDER, "peer", ".js");
    Files.writeString(file, script);
    file.toFile().deleteOnExit();
    String[] command = new String[2 + arguments.length];
    command[0] = "node";
    command[1] = file.toString();
    System.arraycopy(arguments, 0, command, 2, arguments.length);
    return Helper.start(command);
  }

  /** One test JVM installs, the other waits for it. */
  private static synchronized void install() throws Exception {
    Files.createDirectories(FOLDER);
    try (FileChannel file = FileChannel.open(FOLDER.resolve(".lock"), CREATE, WRITE);
        FileLock held = file.lock()) {
      installAlone();
    }
  }

  private static void installAlone() throws Exception {
    Path lock = FOLDER.resolve("package-lock.json");
    Path wanted = WANTED.resolve("package-lock.json");
    Path done = FOLDER.resolve("node_modules/.package-lock.json"); // npm writes it last
    if (Files.exists(done) && Files.exists(lock) && Files.mismatch(lock, wanted) < 0) {
      return;
    }
    Path fresh = FOLDER.resolve("package.json");
    Files.copy(WANTED.resolve("package.json"), fresh, StandardCopyOption.REPLACE_EXISTING);
    Files.copy(wanted, lock, StandardCopyOption.REPLACE_EXISTING);
    try {
      // Without what osc needs for a serial port alone, and rtpmidi for mDNS.
      Helper.run(
          "npm",
          "ci",
          "--prefix",
          FOLDER.toString(),
          "--ignore-scripts",
          "--omit=optional",
          "--no-audit");
    } catch (IOException e) {
      Files.delete(lock); // so that it is tried again
      abort("npm could not fetch the peers: " + e.getMessage());
    }
  }
}
