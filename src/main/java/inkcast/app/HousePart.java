package inkcast.app;

import inkcast.config.Config;
import inkcast.config.OpenHours;
import inkcast.hand.Hands;
import inkcast.house.House;
import inkcast.house.Plan;
import inkcast.house.Schedule;
import inkcast.house.Schedule.Span;
import inkcast.stage.Turns;
import inkcast.tick.Clock;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.Performance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The house of a daemon, as the configuration says. */
final class HousePart implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HousePart.class);
  private static final int DAY = 3; // letters of its name

  private final @Nullable Path state;
  private final House house;

  /**
   * Reads what people had set.
   *
   * @param state file where that is kept, or null: nowhere
   */
  HousePart(Config config, @Nullable Path state) {
    this.state = state;
    house = new House(rules(config), state, Clock.SYSTEM);
  }

  /** A configuration whose writers have the hands that operators had given them. */
  Config cast(Config config, Hands hands) {
    Map<String, Boolean> there = new HashMap<>();
    List<Config.Writer> writers = new ArrayList<>();
    for (Config.Writer writer : config.writers()) {
      String hand = house.hand(writers.size() + 1);
      writers.add(
          hand != null && there.computeIfAbsent(hand, name -> isThere(name, hands))
              ? writer.withHand(hand)
              : writer);
    }
    return config.withWriters(writers);
  }

  private static boolean isThere(String hand, Hands hands) {
    try {
      var _ = ConfigOption.hand(hands, hand);
      return true;
    } catch (IOException e) {
      log.warn("writers get their configured hand, not {}: {}", hand, Failures.describe(e));
      return false;
    }
  }

  /** Sets again what people had set, and begins closed if it is so late; before the first tick. */
  void open(Performance performance, Counters counters) {
    Path file = state;
    house.open(performance, file == null ? null : content -> write(file, content, counters));
  }

  private static void write(Path file, byte[] content, Counters counters) throws IOException {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      SafeFile.write(file, content);
    } catch (IOException e) {
      counters.count(Counter.STATE_NOT_KEPT);
      throw e;
    }
  }

  /** Begins to look after hours, visitors and what people set. */
  void start() {
    house.start();
  }

  /** Takes over what another configuration says. */
  void configure(Config next) {
    house.configure(rules(next));
  }

  /** Keeps what is not kept yet; the ticks must have ended. */
  @Override
  public void close() {
    house.close();
  }

  /** What a configuration says of the house. */
  static House.Rules rules(Config config) {
    Config.Visitor visitor = config.visitor();
    return new House.Rules(
        schedule(config.hours()),
        visitor.reset(),
        visitor.drift(),
        visitor.driftPeriod(),
        new Turns.Rules(
            visitor.idle(),
            visitor.turn(),
            visitor.points(),
            visitor.ghosts(),
            (float) visitor.ghostTemperature()),
        config.writers().stream().map(w -> new Plan(w.hand(), w.temperature())).toList());
  }

  private static Schedule schedule(Config.Hours hours) {
    Map<DayOfWeek, Span> week = new EnumMap<>(DayOfWeek.class);
    hours.open().forEach((days, open) -> days(days).forEach(day -> week.put(day, span(open))));
    Map<LocalDate, Span> dates = new HashMap<>();
    hours.except().forEach((date, open) -> dates.put(date, span(open)));
    return new Schedule(hours.zone(), week, dates);
  }

  private static List<DayOfWeek> days(String names) {
    DayOfWeek day = day(names.substring(0, DAY));
    DayOfWeek last = day(names.substring(names.length() - DAY));
    List<DayOfWeek> days = new ArrayList<>(List.of(day));
    while (day != last) {
      day = day.plus(1);
      days.add(day);
    }
    return days;
  }

  private static DayOfWeek day(String name) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().toLowerCase(Locale.ROOT).startsWith(name)) {
        return day;
      }
    }
    throw new IllegalArgumentException(name);
  }

  private static Span span(OpenHours open) {
    return open.from() == null
        ? Span.CLOSED
        : new Span(open.from(), open.to() == null ? LocalTime.MIDNIGHT : open.to());
  }
}
