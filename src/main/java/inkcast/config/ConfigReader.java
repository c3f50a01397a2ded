package inkcast.config;

import inkcast.config.Config.Alert;
import inkcast.config.Config.Archive;
import inkcast.config.Config.At;
import inkcast.config.Config.HostPort;
import inkcast.config.Config.Hours;
import inkcast.config.Config.Midi;
import inkcast.config.Config.Osc;
import inkcast.config.Config.Page;
import inkcast.config.Config.Server;
import inkcast.config.Config.Shape;
import inkcast.config.Config.Target;
import inkcast.config.Config.Temperature;
import inkcast.config.Config.Visitor;
import inkcast.config.Config.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Every key with its range and default. */
final class ConfigReader {
  private static final HostPort DEFAULT_TARGET = new HostPort("127.0.0.1", 7000);

  private final Problems problems;

  private ConfigReader(Problems problems) {
    this.problems = problems;
  }

  static Config read(Path file) throws ConfigException {
    Problems problems = new Problems(file.toString());
    return new ConfigReader(problems).config(ConfigFile.read(file, problems));
  }

  static Config parse(String name, String text) throws ConfigException {
    Problems problems = new Problems(name);
    return new ConfigReader(problems).config(ConfigFile.parse(name, text, problems));
  }

  private Config config(Entry.Fields fields) throws ConfigException {
    Config config = Section.read(fields, problems, this::config);
    problems.check();
    return config;
  }

  private Config config(Section s) {
    double rate = s.number("rate", 60, 1, Config.MAX_RATE);
    Page page = s.section("page", this::page);
    Temperature temperature = s.section("temperature", this::temperature);
    double scale = scale(s, 10);
    Server server = s.section("server", ConfigReader::server);
    Midi midi = s.section("midi", MidiReader::midi);
    Writer plain =
        new Writer("cursive", temperature.byDefault(), scale, null, null, midi.mapping());
    return new Config(
        rate,
        page,
        temperature,
        scale,
        s.list("hands", List.of(Path.of("weights")), "a folder", Path::of),
        s.value("recordings", Path.of("recordings"), "a folder", Formats::folder),
        writers(s, plain, page, temperature, midi.mpe()),
        s.integer("threads", 1, 1, Config.MAX_THREADS),
        server,
        s.section("osc", o -> osc(o, server)),
        midi,
        s.section("visitor", v -> visitor(v, temperature)),
        s.section("archive", ConfigReader::archive),
        s.section("hours", this::hours),
        s.section(
            "alert", a -> new Alert(a.optional("webhook", Formats.WEBHOOK, Formats::webhook))));
  }

  private Page page(Section s) {
    double width = s.number("width", 1920, 1, 1_000_000);
    double height = s.number("height", 1080, 1, 1_000_000);
    return new Page(width, height, s.number("margin", Math.min(50, width / 4), 0, width / 2));
  }

  private Temperature temperature(Section s) {
    double max = s.number("max", 2, 0.1, 10);
    return new Temperature(s.number("default", Math.min(0.65, max), 0, max), max);
  }

  private static double scale(Section s, double byDefault) {
    return s.number("scale", byDefault, 0.001, 10_000);
  }

  private List<Writer> writers(
      Section s, Writer plain, Page page, Temperature temperature, boolean mpe) {
    Entry entry = s.take("writers");
    String expected = "a number from 0 to " + Config.MAX_WRITERS + ", or a list of at most as many";
    if (entry instanceof Entry.Items list && list.items().size() <= Config.MAX_WRITERS) {
      return s.items(
          "writers",
          List.of(),
          "keys and values",
          item -> writer(item, plain, page, temperature, mpe));
    }
    if (entry instanceof Entry.Items list) {
      problems.add(list.line(), list.key(), expected + ", found " + list.items().size());
      return List.of();
    }
    return Collections.nCopies(s.integer("writers", 4, 0, Config.MAX_WRITERS), plain);
  }

  private @Nullable Writer writer(
      Entry item, Writer plain, Page page, Temperature temperature, boolean mpe) {
    if (!(item instanceof Entry.Fields fields)) {
      problems.add(item, "keys and values, such as {hand: cursive}");
      return null;
    }
    return Section.read(
        fields,
        problems,
        s ->
            new Writer(
                s.value("hand", plain.hand(), Formats.HAND, Formats::text),
                s.number("temperature", plain.temperature(), 0, temperature.max()),
                scale(s, plain.scale()),
                s.integer("seed"),
                at(s, page),
                s.section("midi", m -> MidiReader.writer(m, plain.midi(), mpe))));
  }

  private @Nullable At at(Section s, Page page) {
    Entry entry = s.take("at");
    String expected = "a place on the page, left of its right margin, such as [50, 270]";
    if (entry == null) {
      return null;
    }
    if (!(entry instanceof Entry.Items items) || items.items().size() != 2) {
      problems.add(entry, expected);
      return null;
    }
    Double x = s.parse(items.items().getFirst(), null, expected, Double::valueOf);
    Double y = s.parse(items.items().getLast(), null, expected, Double::valueOf);
    if (x == null || y == null) {
      return null;
    }
    // Negated, so that NaN is refused; a line that begins elsewhere would end with its first
    // stroke.
    if (!(x >= 0 && x < page.width() - page.margin() && y >= 0 && y <= page.height())) {
      problems.add(entry, expected);
    }
    return new At(x, y);
  }

  private static Server server(Section s) {
    return new Server(
        s.value("bind", "127.0.0.1", Formats.HOST, Formats::host),
        s.integer("port", 7601, 0, 65535),
        s.value("name", "inkcast", Formats.NAME, Formats::name),
        s.list("names", List.of(), Formats.HOST, Formats::host),
        s.list("origins", List.of(), Formats.ORIGIN, Formats::origin),
        s.list("operators", List.of("loopback"), Formats.OPERATOR, Formats::operator),
        s.optional("token-file", "a file", Path::of),
        s.integer("connections", 2000, 1, 100_000),
        s.integer("messages", 200, 1, 100_000));
  }

  private Osc osc(Section s, Server server) {
    return new Osc(
        s.value("prefix", "/inkcast", Formats.PREFIX, Formats::prefix),
        s.value("shape", Shape.TUPLE, Formats.SHAPE, Formats::shape),
        s.items(
            "targets",
            List.of(new Target(DEFAULT_TARGET, null)),
            Formats.TARGET,
            item -> target(s, item, text -> Formats.target(text, server))),
        duration(s, "refresh", Duration.ofSeconds(10)),
        s.flag("spread", false),
        s.flag("ghosts", false),
        s.optional("tcp", Formats.PORT, Formats::port));
  }

  private @Nullable Target target(Section s, Entry item, Function<String, HostPort> parser) {
    if (!(item instanceof Entry.Fields fields)) {
      HostPort to = s.parse(item, null, Formats.TARGET, parser);
      return to == null ? null : new Target(to, null);
    }
    return Section.read(
        fields,
        problems,
        t -> {
          if (t.take("to") == null) {
            problems.add(item.line(), fields.keyOf("to"), Formats.TARGET + ", found nothing");
          }
          return new Target(
              t.value("to", DEFAULT_TARGET, Formats.TARGET, parser),
              t.optional("shape", Formats.SHAPE, Formats::shape));
        });
  }

  private static Visitor visitor(Section s, Temperature temperature) {
    return new Visitor(
        duration(s, "idle", Duration.ofSeconds(1)),
        duration(s, "turn", Duration.ofSeconds(30)),
        duration(s, "reset", Duration.ofMinutes(5)),
        s.integer("points", 60, 1, 1000),
        s.integer("ghosts", 5, 0, 50),
        s.number("ghost-temperature", Math.min(0.25, temperature.max()), 0, temperature.max()),
        s.number("drift", 0, 0, temperature.max()),
        s.value("drift-period", Duration.ofMinutes(10), Formats.PERIOD, Formats::period));
  }

  private static Archive archive(Section s) {
    return new Archive(
        s.optional("dir", "a folder", Path::of),
        s.value("max-size", 1_000_000_000L, Formats.SIZE, Formats::size));
  }

  private Hours hours(Section s) {
    return new Hours(
        s.value(
            "zone", ZoneId.of("Europe/Berlin"), "a time zone such as Europe/Berlin", ZoneId::of),
        times(s, "open", Formats.DAYS, Formats::days),
        times(s, "except", "a date such as 2027-12-24", LocalDate::parse));
  }

  private <K> Map<K, OpenHours> times(
      Section s, String key, String expectedKey, Function<String, K> keyParser) {
    Map<K, OpenHours> times = new LinkedHashMap<>();
    s.entries(key)
        .forEach(
            (name, entry) -> {
              Entry asValue = new Entry.Scalar(entry.key(), entry.line(), name);
              K parsed = s.parse(asValue, null, expectedKey, keyParser);
              OpenHours hours =
                  s.parse(
                      entry, null, "\"10:00-18:00\", \"18:00-02:00\" or closed", OpenHours::parse);
              if (parsed != null && hours != null) {
                times.put(parsed, hours);
              }
            });
    return Collections.unmodifiableMap(times);
  }

  private static Duration duration(Section s, String key, Duration byDefault) {
    return s.value(key, byDefault, Formats.DURATION, Formats::duration);
  }
}
