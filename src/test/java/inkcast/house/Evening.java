package inkcast.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import inkcast.house.House.Rules;
import inkcast.stage.Node;
import inkcast.stage.Role;
import inkcast.stage.Turns;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.Output;
import inkcast.tick.Performance;
import inkcast.tick.Scribblers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A house and its performance, whose time passes as a test says: 60 ticks a second, 10 looks. */
final class Evening {
  static final int WRITERS = 5;

  static final Instant MONDAY = Instant.parse("2026-11-30T11:00:00Z");

  private static final Duration LOOK = Duration.ofMillis(100);
  private static final int TICKS_A_LOOK = 6;

  final Watch watch = new Watch();
  final List<String> told = new ArrayList<>(); // address and numbers, or text
  final Counters counters = new Counters();
  final Performance performance = Scribblers.perform(WRITERS, counters);
  private final House house;

  /** Nothing of it is kept. */
  Evening(Rules rules) {
    this(rules, MONDAY, null, null);
  }

  Evening(Rules rules, Instant begin) {
    this(rules, begin, null, null);
  }

  Evening(Rules rules, Instant begin, @Nullable Path file, House.@Nullable Store store) {
    watch.set(begin);
    house = new House(rules, file, watch);
    performance.outputs(List.of(new Record()));
    house.open(performance, store);
  }

  /** Rules for writers at 0.65. */
  static Rules rules(Schedule schedule, Duration reset, double drift) {
    List<Plan> plans = Collections.nCopies(WRITERS, new Plan("test", 0.65));
    Turns.Rules turns = Turns.Rules.DEFAULT;
    return new Rules(schedule, reset, drift, Duration.ofMinutes(10), turns, plans);
  }

  House house() {
    return house;
  }

  /** Lets time pass; gives what was told meanwhile. */
  List<String> pass(Duration time) {
    told.clear();
    for (long looks = time.dividedBy(LOOK); looks > 0; looks--) {
      look();
    }
    return List.copyOf(told);
  }

  /** One look, and the ticks up to the next. */
  void look() {
    watch.pass(LOOK);
    house.look();
    for (int i = 0; i < TICKS_A_LOOK; i++) {
      performance.tick(watch.nanoTime(), watch.wallMillis());
    }
    assertEquals(0, counters.get(Counter.TICK_ERRORS));
  }

  void say(Role role, String address, Object argument) {
    assertNull(performance.control().submit(role, "/inkcast/" + address, List.of(argument)));
  }

  double temperature(int number) {
    return performance.space().writers().get(number - 1).temperature().numbers()[0];
  }

  static long count(List<String> told, String pattern) {
    return told.stream().filter(line -> line.matches("/inkcast/" + pattern)).count();
  }

  private final class Record implements Output {
    @Override
    public void changed(Node node) {
      String value = node.textual() ? node.text() : Arrays.toString(node.numbers());
      told.add(node.address() + " " + value);
    }

    @Override
    public void endOfTick(long wallMillis) {}
  }
}
