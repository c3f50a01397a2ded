package inkcast.house;

import static inkcast.house.Evening.WRITERS;
import static inkcast.house.Evening.count;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.stage.Role;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What visitors leave behind. */
class VisitorsTest {
  private static final Duration RESET = Duration.ofSeconds(20);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String TEMPERATURE = "writer/./temperature .*";

  @Test
  void shouldUndoWhatVisitorsSetAndNothingElse() {
    Evening evening = new Evening(Evening.rules(Schedule.ALWAYS, RESET, 0));
    evening.say(Role.OPERATOR, "writer/1/temperature", 0.25);
    evening.say(Role.OPERATOR, "writer/2/temperature", 0.25);
    evening.say(Role.VISITOR, "writer/[23]/temperature", 1.5);
    evening.say(Role.VISITOR, "writer/4/temperature", 1.5);
    evening.say(Role.OPERATOR, "writer/4/temperature", 1);
    evening.pass(SECOND.multipliedBy(15));
    evening.say(Role.VISITOR, "writer/5/restart", 1); // somebody is there still
    evening.pass(SECOND.multipliedBy(18));
    assertEquals(1.5, evening.temperature(3));
    List<String> told = evening.pass(SECOND.multipliedBy(3));
    assertEquals(List.of(0.25, 0.25, 0.65f, 1.0, 0.65f), temperatures(evening));
    assertEquals(2, count(told, TEMPERATURE));
    assertEquals(0, count(evening.pass(RESET.multipliedBy(3)), TEMPERATURE));
  }

  private static List<Number> temperatures(Evening evening) {
    return IntStream.rangeClosed(1, WRITERS)
        .mapToObj(
            number ->
                evening.temperature(number) == 0.65f
                    ? (Number) 0.65f
                    : (Number) evening.temperature(number))
        .toList();
  }

  @Test
  void shouldLeaveWhatVisitorsSetWithoutAReset() {
    Evening evening = new Evening(Evening.rules(Schedule.ALWAYS, Duration.ZERO, 0.2));
    evening.say(Role.VISITOR, "writer/1/temperature", 1.5);
    evening.pass(RESET.multipliedBy(2));
    assertEquals(1.5, evening.temperature(1));
  }

  @Test
  void shouldDriftWhileNobodyIsThere() {
    Evening evening = new Evening(Evening.rules(Schedule.ALWAYS, RESET, 0.2));
    evening.say(Role.OPERATOR, "writer/2/temperature", 1);
    List<String> first = evening.pass(SECOND.multipliedBy(10));
    assertEquals(9 * WRITERS, count(first, TEMPERATURE), 2 * WRITERS);
    double low = 2;
    double high = 0;
    double before = evening.temperature(2);
    for (int second = 0; second < 600; second++) {
      evening.pass(SECOND);
      low = Math.min(low, evening.temperature(2));
      high = Math.max(high, evening.temperature(2));
      assertEquals(before, evening.temperature(2), 0.01, "it leaps");
      before = evening.temperature(2);
    }
    assertTrue(low >= 0.8 && low < 0.95 && high > 1.05 && high <= 1.2, low + " to " + high);
    assertNotEquals(evening.temperature(3), evening.temperature(4), 0.0001);
    evening.say(Role.VISITOR, "writer/1/temperature", 1.5);
    evening.pass(SECOND);
    assertEquals(List.of(1.5, 1.0, 0.65f, 0.65f, 0.65f), temperatures(evening));
    assertEquals(0, count(evening.pass(SECOND.multipliedBy(15)), TEMPERATURE));
    evening.pass(SECOND.multipliedBy(10));
    assertTrue(count(evening.pass(SECOND.multipliedBy(5)), TEMPERATURE) >= 4 * WRITERS);
    assertEquals(0.65, evening.temperature(1), 0.21);
    evening.say(Role.OPERATOR, "open", 0);
    evening.pass(SECOND.multipliedBy(10));
    assertEquals(List.of(0.65f, 1.0, 0.65f, 0.65f, 0.65f), temperatures(evening));
  }
}
