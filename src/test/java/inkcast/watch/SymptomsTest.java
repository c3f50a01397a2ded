package inkcast.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.watch.News.Item;
import inkcast.watch.Subject.Port;
import inkcast.watch.Subject.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** From counters to what is told, on a clock of its own that is looked at every five seconds. */
class SymptomsTest {
  private static final Machine WELL = new Machine(100, 1000, 100, 1000, 100, 1000);

  private final Counters counters = new Counters();
  private final LatenessBuckets lateness = new LatenessBuckets();
  private final FakeSubject subject = new FakeSubject();
  private Machine machine = WELL;
  private final Symptoms symptoms = new Symptoms(counters, lateness, subject, () -> machine);
  private final Troubles troubles = new Troubles();
  private final News news = new News();
  private final List<String> told = new ArrayList<>();
  private long seconds;

  /** Five seconds of what usually happens, and a look. */
  private void pass(Runnable meanwhile) {
    for (int i = 0; i < 300; i++) {
      counters.count(Counter.TICKS);
      lateness.accept(200_000);
    }
    stand(meanwhile);
  }

  private void stand(Runnable meanwhile) {
    meanwhile.run();
    seconds += 5;
    long ns = TimeUnit.SECONDS.toNanos(seconds);
    List<Trouble> now = troubles.of(symptoms.look(ns), ns, Instant.ofEpochSecond(seconds));
    for (Item item : news.of(now, ns)) {
      told.add((item.over() ? "over: " : "") + item.trouble().key());
    }
  }

  private void pass(int more, Runnable meanwhile) {
    for (int i = 0; i < more; i += 5) {
      pass(meanwhile);
    }
  }

  private void pass(int more) {
    pass(more, () -> {});
  }

  @Test
  void shouldTellNothingWhileAllIsWell() {
    subject.targets = List.of(new Target("a:1", true, 100, 3, 0)); // it failed once
    subject.ports = List.of(new Port("VirMIDI", true));
    pass(3_600);
    assertEquals(List.of(), told);
  }

  @Test
  void shouldTellWhenTheTicksStopAndWhenTheyGoOn() {
    pass(120);
    stand(() -> {});
    assertEquals(List.of(), told);
    stand(() -> {});
    assertEquals(List.of("ticks_stopped"), told);
    for (int i = 0; i < 100; i++) {
      stand(() -> {});
    }
    assertEquals(List.of("ticks_stopped"), told);
    pass(120);
    assertEquals(List.of("ticks_stopped", "over: ticks_stopped"), told);
  }

  @Test
  void shouldWaitForTheFirstTickForAMinute() {
    for (int i = 0; i < 12; i++) {
      stand(() -> {});
    }
    assertEquals(List.of(), told);
    stand(() -> {});
    assertEquals(List.of("ticks_stopped"), told);
  }

  @Test
  void shouldTellOfMissedTicksBeyondAShareOfAMinute() {
    pass(120);
    pass(() -> counters.add(Counter.MISSED_TICKS, 30)); // of 3,630
    pass(300);
    assertEquals(List.of(), told);
    pass(() -> counters.add(Counter.MISSED_TICKS, 40));
    assertEquals(List.of("ticks_missed"), told);
    pass(180);
    assertEquals(List.of("ticks_missed", "over: ticks_missed"), told);
  }

  @Test
  void shouldTellOfTicksThatComeLaterThanTheNextIsDue() {
    pass(120);
    pass(
        60,
        () -> {
          for (int i = 0; i < 14; i++) {
            lateness.accept(30_000_000);
          }
        });
    assertEquals(List.of(), told);
    pass(
        60,
        () -> {
          for (int i = 0; i < 30; i++) {
            lateness.accept(30_000_000);
          }
        });
    assertEquals(List.of("ticks_late"), told);
  }

  @Test
  void shouldTellOfErrorsOnceInTenMinutesAndOfTheirEndOnce() {
    pass(60);
    pass(120, () -> counters.count(Counter.TICK_ERRORS));
    assertEquals(List.of("tick_errors"), told);
    pass(60);
    assertEquals(List.of("tick_errors", "over: tick_errors"), told);
    pass(() -> counters.count(Counter.TICK_ERRORS)); // too soon to be told again
    pass(120);
    assertEquals(2, told.size());
    pass(600);
    pass(() -> counters.count(Counter.TICK_ERRORS));
    assertEquals(List.of("tick_errors", "over: tick_errors", "tick_errors"), told);
  }

  @Test
  void shouldTellOfOutputsAndOfTheDisk() {
    pass(60);
    pass(() -> counters.count(Counter.OUTPUT_ERRORS));
    pass(() -> counters.count(Counter.WEB_LINES_LOST));
    assertEquals(List.of("output_errors", "disk"), told);
  }

  @Test
  void shouldTellOfWritersThatAreNotFiniteAgainAndAgain() {
    pass(300, () -> {});
    pass(() -> counters.add(Counter.RESTARTS_NOT_FINITE, 2));
    pass(700);
    pass(() -> counters.add(Counter.RESTARTS_NOT_FINITE, 2));
    pass(300);
    assertEquals(List.of(), told);
    pass(() -> counters.count(Counter.RESTARTS_NOT_FINITE));
    assertEquals(List.of("not_finite"), told);
  }

  @Test
  void shouldTellOfATargetThatFailsForTwoMinutes() {
    long[] failed = {0};
    Runnable fail =
        () -> {
          failed[0] += 5;
          subject.targets =
              List.of(
                  new Target("a:1", true, 1_000, failed[0], 0), new Target("b:2", true, 1, 0, 0));
        };
    pass(110, fail);
    assertEquals(List.of(), told);
    pass(20, fail);
    assertEquals(List.of("target_down a:1"), told);
    pass(60);
    assertEquals(List.of("target_down a:1", "over: target_down a:1"), told);
  }

  @Test
  void shouldTellOfATargetWithoutAnAddressAndOfAPortThatIsGone() {
    subject.targets = List.of(new Target("nowhere:1", false, 0, 0, 0));
    subject.ports = List.of(new Port("VirMIDI", false));
    pass(120);
    assertEquals(List.of(), told);
    pass(10);
    assertEquals(List.of("target_down nowhere:1", "midi_port_down VirMIDI"), told);
    subject.targets = List.of(); // another configuration
    subject.ports = List.of(new Port("VirMIDI", true));
    pass(60);
    assertEquals(4, told.size(), told::toString);
  }

  @Test
  void shouldTellWhenMemoryOrDescriptorsAreNearTheirLimits() {
    pass(60);
    machine = new Machine(901, 1000, 100, 1000, 100, 1000);
    pass(5);
    machine = new Machine(100, 1000, 901, 1000, 100, 1000);
    pass(5);
    machine = new Machine(0, 0, 0, 0, 801, 1000);
    pass(5);
    assertEquals(List.of("memory", "heap", "descriptors"), told);
  }
}
