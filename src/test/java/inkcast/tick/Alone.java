package inkcast.tick;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * For a JVM of its own: takes a processor, and prints its number and which ones may be used by the
 * thread that took it, one that was there before, one that came later, and one that left it all.
 */
final class Alone {
  private static final Path STATUS = Path.of("/proc/thread-self/status");
  private static final String ALLOWED = "Cpus_allowed_list:";

  private Alone() {}

  public static void main(String[] args) throws Exception {
    CountDownLatch taken = new CountDownLatch(1);
    String[] allowed = new String[4];
    Thread taker =
        new Thread(
            () -> {
              int own = OwnProcessor.take().orElse(-1);
              allowed[0] = own + " " + allowed();
              taken.countDown();
            });
    taker.start();
    taken.await();
    allowed[1] = allowed(); // this thread was there before
    Thread later = new Thread(() -> allowed[2] = allowed());
    later.start();
    later.join();
    Thread free =
        new Thread(
            () -> {
              OwnProcessor.leave();
              allowed[3] = allowed();
            });
    free.start();
    free.join();
    System.out.println(String.join(" ", allowed));
  }

  private static String allowed() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(ALLOWED))
          .map(line -> line.substring(ALLOWED.length()).strip())
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
