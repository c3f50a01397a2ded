package inkcast.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.house.Schedule.Span;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** Monday to Wednesday 10 to 18, Friday a long night, Saturday to midnight. */
  private final Schedule schedule =
      new Schedule(
          BERLIN,
          Map.of(
              DayOfWeek.MONDAY, span("10:00", "18:00"),
              DayOfWeek.TUESDAY, span("10:00", "18:00"),
              DayOfWeek.WEDNESDAY, span("10:00", "18:00"),
              DayOfWeek.THURSDAY, Span.CLOSED,
              DayOfWeek.FRIDAY, span("18:00", "02:00"),
              DayOfWeek.SATURDAY, span("12:00", "00:00")),
          Map.of(
              LocalDate.of(2026, 12, 1),
              Span.CLOSED, // a Tuesday
              LocalDate.of(2026, 12, 3),
              span("09:00", "10:00"))); // a Thursday

  @ParameterizedTest
  @CsvSource({
    "2026-11-30T09:59:59, false, 2026-11-30T10:00",
    "2026-11-30T10:00:00, true, 2026-11-30T18:00",
    "2026-11-30T17:59:59, true, 2026-11-30T18:00",
    "2026-11-30T18:00:00, false, 2026-12-02T10:00", // Tuesday is an exception
    "2026-12-01T12:00:00, false, 2026-12-02T10:00",
    "2026-12-02T12:00:00, true, 2026-12-02T18:00",
    "2026-12-03T09:30:00, true, 2026-12-03T10:00", // so is Thursday
    "2026-12-03T12:00:00, false, 2026-12-04T18:00",
    "2026-12-04T20:00:00, true, 2026-12-05T02:00",
    "2026-12-05T01:59:59, true, 2026-12-05T02:00", // Friday's night
    "2026-12-05T02:00:00, false, 2026-12-05T12:00",
    "2026-12-05T23:59:59, true, 2026-12-06T00:00",
    "2026-12-06T00:00:00, false, 2026-12-07T10:00", // Sunday is not named
  })
  void shouldOpenAndCloseByTheWallClock(String at, boolean open, String until) {
    assertEquals(open, schedule.open(berlin(at)));
    assertEquals(until, text(schedule, open, berlin(at)));
  }

  @Test
  void shouldKeepToTheWallClockWhenTheClocksChange() {
    Schedule daily = daily("10:00", "18:00");
    assertTrue(daily.open(Instant.parse("2027-03-27T09:00:00Z"))); // 10:00 in winter
    assertFalse(daily.open(Instant.parse("2027-03-28T07:59:59Z")));
    assertTrue(daily.open(Instant.parse("2027-03-28T08:00:00Z"))); // 10:00 in summer
    assertFalse(daily.open(Instant.parse("2027-10-31T08:59:59Z")));
    assertTrue(daily.open(Instant.parse("2027-10-31T09:00:00Z")));
  }

  @Test
  void shouldCloseOnceInANightWhoseHourComesTwice() {
    Schedule night = daily("20:00", "02:30");
    assertTrue(night.open(Instant.parse("2027-10-31T00:29:59Z")));
    assertFalse(night.open(Instant.parse("2027-10-31T00:30:00Z"))); // 02:30 for the first time
    assertFalse(night.open(Instant.parse("2027-10-31T01:15:00Z"))); // 02:15 for the second
    assertFalse(night.open(Instant.parse("2027-03-28T01:30:00Z"))); // there is no 02:30
    assertTrue(night.open(Instant.parse("2027-03-28T01:29:59Z")));
  }

  @Test
  void shouldNeverCloseWithoutHours() {
    assertTrue(Schedule.ALWAYS.open(Instant.EPOCH));
    assertNull(Schedule.ALWAYS.until(true, Instant.EPOCH));
    Schedule holiday =
        new Schedule(BERLIN, Map.of(), Map.of(LocalDate.of(2026, 12, 24), Span.CLOSED));
    assertTrue(holiday.open(berlin("2026-12-23T23:59:59")));
    assertFalse(holiday.open(berlin("2026-12-24T00:00:00")));
    assertTrue(holiday.open(berlin("2026-12-25T00:00:00")));
    assertEquals("2026-12-24T00:00", text(holiday, true, berlin("2026-11-29T12:00:00")));
  }

  @Test
  void shouldSayHowLongAnOperatorsWordHolds() {
    Instant night = berlin("2026-11-30T20:00:00");
    assertEquals("2026-12-02T18:00", text(schedule, true, night)); // past the next opening
    assertEquals("2026-12-02T10:00", text(schedule, false, berlin("2026-11-30T12:00:00")));
  }

  private static @Nullable String text(Schedule schedule, boolean open, Instant at) {
    var turn = schedule.until(open, at);
    return turn == null ? null : turn.toLocalDateTime().toString();
  }

  private static Schedule daily(String from, String to) {
    return new Schedule(
        BERLIN,
        Arrays.stream(DayOfWeek.values())
            .collect(Collectors.toMap(day -> day, day -> span(from, to))),
        Map.of());
  }

  private static Span span(String from, String to) {
    return new Span(LocalTime.parse(from), LocalTime.parse(to));
  }

  private static Instant berlin(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
  }
}
