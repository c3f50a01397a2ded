package inkcast.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this process occupies of the machine's memory, in MiB, as the kernel counts it.
 *
 * @param now resident set size
 * @param peak the largest so far
 */
public record ResidentMemory(double now, double peak) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final double KIB_IN_MIB = 1024;

  /** Reads it; null where there is no /proc. */
  public static @Nullable ResidentMemory read() {
    try {
      List<String> lines = Files.readAllLines(STATUS);
      return new ResidentMemory(mib(lines, "VmRSS:"), mib(lines, "VmHWM:"));
    } catch (IOException e) {
      return null;
    }
  }

  /** Of a line such as {@code VmRSS: 123456 kB}. */
  private static double mib(List<String> lines, String key) throws IOException {
    for (String line : lines) {
      if (line.startsWith(key)) {
        String kib = line.substring(key.length(), line.lastIndexOf(' ')).strip();
        return Long.parseLong(kib) / KIB_IN_MIB;
      }
    }
    throw new IOException("no " + key);
  }
}
