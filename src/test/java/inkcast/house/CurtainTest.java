package inkcast.house;

import static inkcast.house.Evening.WRITERS;
import static inkcast.house.Evening.count;
import static java.util.stream.Collectors.joining;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import inkcast.house.Schedule.Span;
import inkcast.stage.Role;
import java.lang.management.ManagementFactory;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Open from 10 to 18, UTC. */
class CurtainTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration FADE = Duration.ofMillis(Curtain.CLEAR_MILLIS).plus(SECOND);
  private static final String STROKE = "writer/./stroke .*";
  private static final Schedule DAY =
      new Schedule(
          ZoneOffset.UTC,
          Arrays.stream(DayOfWeek.values())
              .collect(
                  Collectors.toMap(
                      day -> day, day -> new Span(LocalTime.of(10, 0), LocalTime.of(18, 0)))),
          Map.of());

  private final Evening evening = new Evening(Evening.rules(DAY, Duration.ZERO, 0));

  @Test
  void shouldFadeOutAndClearAtClosingAndGoOnInTheMorning() {
    List<String> day = evening.pass(SECOND);
    assertEquals(1, count(day, "until 2026-11-30T18:00\\+00:00|until 2026-11-30T18:00Z"));
    assertEquals(60 * WRITERS, count(day, STROKE));
    evening.watch.set(Instant.parse("2026-11-30T17:59:59.950Z"));
    List<String> fade = evening.pass(Duration.ofMillis(Curtain.REST_MILLIS).plusMillis(200));
    assertEquals("/inkcast/open [0.0]", fade.getFirst());
    assertEquals(1, count(fade, "until 2026-12-01T10:00.*"));
    long strokes = count(fade, STROKE);
    assertTrue(strokes > 0 && strokes < 60 * WRITERS * 5, "some had finished before the last");
    assertEquals(0, count(fade, "writer/./restarts .*"), "their lines can still be seen");
    for (int number = 1; number <= WRITERS; number++) {
      String last = "/inkcast/writer/" + number + "/pen [0.0]";
      assertTrue(fade.lastIndexOf(last) > fade.lastIndexOf(last.replace("0.0", "1.0")), last);
    }
    List<String> cleared = evening.pass(FADE);
    assertEquals(0, count(cleared, STROKE));
    assertEquals(WRITERS, count(cleared, "writer/./restarts .*"));
    assertEquals(WRITERS, count(cleared, "writer/./color .*"));
    assertEquals(0, count(cleared, "writer/./pen \\[1.0]"));
    List<String> night = evening.pass(SECOND.multipliedBy(30));
    assertEquals(30, count(night, "heartbeat .*"));
    assertEquals(night.size(), count(night, "heartbeat .*"), "nothing else is told");
    evening.watch.set(Instant.parse("2026-12-01T09:59:59.950Z"));
    List<String> morning = evening.pass(SECOND);
    assertEquals("/inkcast/open [1.0]", morning.getFirst());
    assertEquals(0, count(morning, "writer/./restarts .*"), "their lines are new already");
    assertEquals(60 * WRITERS, count(morning, STROKE));
    assertTrue(count(morning, "writer/./pen \\[1.0]") >= WRITERS);
  }

  @Test
  void shouldWriteNothingBeforeTheFirstOpening() {
    Evening early = at("2026-11-30T06:00:00Z");
    List<String> told = early.pass(SECOND.multipliedBy(2));
    assertEquals(0, count(told, STROKE));
    assertEquals(1, count(told, "open \\[0.0]"));
    assertEquals(WRITERS, count(told, "writer/./pen \\[0.0]"));
    early.watch.set(Instant.parse("2026-11-30T10:00:00Z"));
    assertEquals(60 * WRITERS, count(early.pass(SECOND), STROKE));
  }

  private static Evening at(String time) {
    return new Evening(Evening.rules(DAY, Duration.ZERO, 0), Instant.parse(time));
  }

  @Test
  void shouldDecideAnewWhenTheClockIsSet() {
    evening.watch.set(Instant.parse("2026-11-30T17:30:00Z"));
    assertEquals(60 * WRITERS, count(evening.pass(SECOND), STROKE));
    evening.watch.set(Instant.parse("2026-12-08T11:00:00Z"));
    assertEquals(1, count(evening.pass(SECOND), "until 2026-12-08T18:00.*"));
    evening.watch.set(Instant.parse("2026-11-30T18:30:00Z"));
    evening.pass(FADE);
    assertEquals(0, count(evening.pass(SECOND), STROKE));
    evening.watch.set(Instant.parse("2026-11-30T17:30:00Z"));
    assertEquals(60 * WRITERS, count(evening.pass(SECOND), STROKE));
  }

  @Test
  void shouldGoOnWithTheLineIfItOpensAgainWhileTheCurtainFalls() {
    evening.pass(SECOND);
    evening.say(Role.OPERATOR, "open", 0);
    List<String> fade = evening.pass(SECOND.multipliedBy(6));
    assertEquals("/inkcast/open [0.0]", first(fade, "open"));
    evening.say(Role.OPERATOR, "open", true);
    assertTrue(count(evening.pass(SECOND), STROKE) > 40 * WRITERS);
    String names =
        evening.pass(FADE).stream()
            .map(line -> line.replaceAll(".*/| .*", ""))
            .collect(joining(" "));
    assertFalse(names.contains("restarts color pen ".repeat(WRITERS)), "nothing is cleared");
  }

  private static String first(List<String> told, String name) {
    return told.stream().filter(line -> line.startsWith("/inkcast/" + name)).findFirst().get();
  }

  @Test
  void shouldHoldAnOperatorsWordUntilTheHoursChange() {
    Evening private_ = at("2026-11-30T20:00:00Z");
    assertEquals(0, count(private_.pass(SECOND), STROKE));
    private_.say(Role.OPERATOR, "open", 1);
    List<String> view = private_.pass(SECOND);
    assertTrue(count(view, STROKE) > 50 * WRITERS);
    assertEquals(1, count(view, "until 2026-12-01T18:00.*"));
    private_.watch.set(Instant.parse("2026-12-01T12:00:00Z"));
    private_.pass(SECOND);
    private_.watch.set(Instant.parse("2026-12-01T18:00:00Z"));
    private_.pass(FADE);
    assertEquals(0, count(private_.pass(SECOND), STROKE));
  }

  @Test
  void shouldLeaveThoseWhomAnOperatorHolds() {
    evening.say(Role.OPERATOR, "writer/2/pause", 1);
    evening.pass(SECOND);
    evening.say(Role.OPERATOR, "open", 0);
    evening.pass(FADE);
    evening.say(Role.OPERATOR, "open", 1);
    List<String> told = evening.pass(SECOND);
    assertEquals(0, count(told, "writer/2/stroke .*"));
    assertTrue(count(told, "writer/3/stroke .*") > 50);
    assertEquals(0, count(told, "writer/2/pause .*"));
  }

  @Test
  void shouldAllocateNothingWhileItIsClosed() {
    evening.pass(SECOND);
    evening.say(Role.OPERATOR, "open", 0);
    evening.pass(FADE);
    evening.performance.outputs(List.of());
    await().pollInSameThread().pollInterval(Duration.ZERO).until(this::bytesOfTicks, b -> b == 0);
  }

  private long bytesOfTicks() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 100; i++) {
      evening.performance.tick(evening.watch.nanoTime(), evening.watch.wallMillis());
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @Test
  void shouldTakeOtherHoursOver() {
    evening.pass(SECOND);
    evening.house().configure(Evening.rules(Schedule.ALWAYS, Duration.ZERO, 0));
    assertEquals(1, count(evening.pass(SECOND), "until "));
    evening.watch.set(Instant.parse("2026-11-30T20:00:00Z"));
    assertEquals(60 * WRITERS, count(evening.pass(SECOND), STROKE));
    evening.house().configure(Evening.rules(DAY, Duration.ZERO, 0));
    evening.pass(FADE);
    assertEquals(0, count(evening.pass(SECOND), STROKE));
  }
}
