package inkcast.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with a file. */
final class Problems {
  private final String file;
  private final List<Problem> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  private record Problem(int line, String text) {}

  /** Notes a problem; {@code expected} goes on after the word "expected". */
  void add(int line, String key, String expected) {
    found.add(new Problem(line, file + ":" + line + ": " + key + ": expected " + expected));
  }

  /** Notes that a value is not what it should be. */
  void add(Entry entry, String expected) {
    add(entry.line(), entry.key(), expected + ", found " + entry.describe());
  }

  /** Ends the reading if anything was wrong. */
  void check() throws ConfigException {
    if (!found.isEmpty()) {
      found.sort(Comparator.comparingInt(Problem::line));
      throw new ConfigException(found.stream().map(Problem::text).toList());
    }
  }
}
