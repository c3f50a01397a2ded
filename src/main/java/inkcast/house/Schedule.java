package inkcast.house;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When the house is open, by the wall clock of its zone. Immutable.
 *
 * @param week hours by weekday; a day that is missing is closed, unless all are
 * @param dates hours of single dates, which count for more
 */
public record Schedule(ZoneId zone, Map<DayOfWeek, Span> week, Map<LocalDate, Span> dates) {
  /** Never closed. */
  public static final Schedule ALWAYS = new Schedule(ZoneOffset.UTC, Map.of(), Map.of());

  private static final int HORIZON_DAYS = 400; // beyond which nobody plans

  /**
   * The hours that begin on one day.
   *
   * @param from null: none do
   * @param to of the same day if later than {@code from}, else of the next: midnight is its end
   */
  public record Span(@Nullable LocalTime from, LocalTime to) {
    /** Not open at all. */
    public static final Span CLOSED = new Span(null, LocalTime.MIDNIGHT);

    private static final Span ALL_DAY = new Span(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);
  }

  /** Whether it is open then. */
  public boolean open(Instant at) {
    LocalDate day = at.atZone(zone).toLocalDate();
    return open(day, at) || open(day.minusDays(1), at); // which may have gone on past midnight
  }

  /**
   * When it stops to be as somebody sees it now.
   *
   * @param open what is seen, whoever made it so
   * @return null: not within a year
   */
  public @Nullable ZonedDateTime until(boolean open, Instant now) {
    if (week.isEmpty() && dates.isEmpty()) {
      return null;
    }
    LocalDate today = now.atZone(zone).toLocalDate();
    for (int ahead = -1; ahead < HORIZON_DAYS; ahead++) {
      LocalDate day = today.plusDays(ahead);
      Instant turn =
          Stream.of(begin(day), end(day))
              .filter(at -> at.isAfter(now) && open(at) != open)
              .filter(at -> open(at.minusNanos(1)) == open)
              .min(Instant::compareTo)
              .orElse(null);
      if (turn != null) {
        return turn.atZone(zone);
      }
    }
    return null;
  }

  private boolean open(LocalDate day, Instant at) {
    return !at.isBefore(begin(day)) && at.isBefore(end(day));
  }

  private Span span(LocalDate day) {
    Span byDate = dates.get(day);
    if (byDate != null) {
      return byDate;
    }
    return week.getOrDefault(day.getDayOfWeek(), week.isEmpty() ? Span.ALL_DAY : Span.CLOSED);
  }

  /** The end of a day's hours, as an instant: an hour that the clock repeats counts once. */
  private Instant end(LocalDate day) {
    Span span = span(day);
    boolean nextDay = span.from != null && !span.to.isAfter(span.from);
    return ZonedDateTime.of(nextDay ? day.plusDays(1) : day, span.to, zone).toInstant();
  }

  private Instant begin(LocalDate day) {
    Span span = span(day);
    return span.from == null ? end(day) : ZonedDateTime.of(day, span.from, zone).toInstant();
  }
}
