package inkcast.config;

import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * From when to when of a day; both null: closed all day.
 *
 * @param from inclusive
 * @param to exclusive; earlier than from: of the next day; null after a from: until midnight
 */
public record OpenHours(@Nullable LocalTime from, @Nullable LocalTime to) {

  /** Not open at all. */
  static final OpenHours CLOSED = new OpenHours(null, null);

  /**
   * Reads {@code closed}, {@code 10:00-18:00} or {@code 18:00-02:00}; 24:00 is midnight at the end.
   *
   * @throws RuntimeException if it is neither
   */
  static OpenHours parse(String text) {
    if (text.equals("closed")) {
      return CLOSED;
    }
    String[] ends = text.split("-", -1);
    if (ends.length != 2) {
      throw new IllegalArgumentException(text);
    }
    LocalTime from = LocalTime.parse(ends[0].strip());
    if (ends[1].strip().equals("24:00")) {
      return new OpenHours(from, null);
    }
    LocalTime to = LocalTime.parse(ends[1].strip());
    if (from.equals(to)) {
      throw new IllegalArgumentException(text);
    }
    return new OpenHours(from, to);
  }
}
