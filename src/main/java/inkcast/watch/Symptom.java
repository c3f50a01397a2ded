package inkcast.watch;

import java.time.Duration;

/**
 * Something that is not as it should be, as seen once.
 *
 * @param trouble a name for programs, such as {@code ticks_missed}
 * @param about what it is about, such as a target; empty if there is but one
 * @param what a sentence for people
 * @param patience it is a trouble only if it goes on for so long
 */
record Symptom(String trouble, String about, String what, Duration patience) {}
