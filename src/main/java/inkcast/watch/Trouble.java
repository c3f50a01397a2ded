package inkcast.watch;

import java.time.Instant;

/**
 * What somebody should know.
 *
 * @param name for programs, such as {@code ticks_missed}
 * @param about what it is about, such as a target; empty if there is but one
 * @param what a sentence for people
 * @param since when it began
 */
record Trouble(String name, String about, String what, Instant since) {
  /** What tells it from others. */
  String key() {
    return about.isEmpty() ? name : name + " " + about;
  }
}
