package inkcast.config;

import inkcast.config.Config.Gate;
import inkcast.config.Config.HostPort;
import inkcast.config.Config.Server;
import inkcast.config.Config.Shape;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Readers of values written as text. Each throws an unchecked exception for what it does not
 * accept; the constant beside it says in words what that is.
 */
final class Formats {
  static final String DURATION = "a duration such as 500ms, 1s, 5m or 2h";
  static final String PERIOD = "a duration such as 30s, 5m or 2h, longer than 0";
  static final String SIZE = "a size such as 500MB or 1GB";
  static final String HOST_PORT = "host:port, the port from 1 to 65535";
  static final String TARGET = HOST_PORT + ", and not Inkcast's own (server.port)";
  static final String SESSION = "host:port, the control port from 1 to 65534";
  static final String PREFIX = "an OSC address such as /inkcast, or / for none";
  static final String ORIGIN = "an origin such as https://example.org, \"null\" or \"*\"";
  static final String OPERATOR = "loopback, an IP address, or a network such as 10.0.0.0/8";
  static final String HOST = "a host name or an IP address";
  static final String NAME = "1 to 63 letters, digits or hyphens";
  static final String HAND = "the name of a hand, or a file";
  static final String NOTE = "a note such as C3 or F#2, from C-1 to G9";
  static final String CHANNEL = "a channel from 1 to 16";
  static final String MEMBER = "with midi.mpe a channel from 2 to 16";
  static final String CONTROLLER = "a controller from 0 to 119, or none";
  static final String VELOCITY = "two velocities from 1 to 127, such as [40, 120]";
  static final String GATE = "pen or stroke";
  static final String DAYS = "a day or a range of days, such as sat or mon-fri";
  static final String WEBHOOK = "an http or https address";

  static final String PORT = "a port from 1 to 65535";
  static final String SHAPE = "one of tuple, flat, bundle";
  private static final List<String> SCALES =
      List.of(
          "chromatic",
          "major",
          "minor",
          "harmonic-minor",
          "melodic-minor",
          "dorian",
          "phrygian",
          "lydian",
          "mixolydian",
          "locrian",
          "pentatonic",
          "minor-pentatonic",
          "blues",
          "whole-tone");

  static final String SCALE = "one of " + String.join(", ", SCALES);

  private static final Pattern NUMBER_UNIT = Pattern.compile("(\\d{1,9})([a-zA-Z]+)");
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?:\\[([^\\]]+)]|([^:\\[\\]]+)):(\\d{1,5})");
  private static final Pattern NOTE_NAME = Pattern.compile("([A-G])([#b]?)(-1|[0-9])");
  private static final Pattern NETWORK = Pattern.compile("([^/%]+)(?:/(\\d{1,3}))?");
  private static final Set<String> WEEKDAYS =
      Set.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  private Formats() {}

  static Duration duration(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    Matcher m = match(NUMBER_UNIT, text);
    long n = Long.parseLong(m.group(1));
    return switch (m.group(2)) {
      case "ms" -> Duration.ofMillis(n);
      case "s" -> Duration.ofSeconds(n);
      case "m" -> Duration.ofMinutes(n);
      case "h" -> Duration.ofHours(n);
      default -> throw new IllegalArgumentException(text);
    };
  }

  static Duration period(String text) {
    Duration period = duration(text);
    require(!period.isZero());
    return period;
  }

  static long size(String text) {
    Matcher m = match(NUMBER_UNIT, text);
    long n = Long.parseLong(m.group(1));
    return switch (m.group(2)) {
      case "kB" -> n * 1_000;
      case "MB" -> n * 1_000_000;
      case "GB" -> n * 1_000_000_000;
      default -> throw new IllegalArgumentException(text);
    };
  }

  static HostPort hostPort(String text) {
    Matcher m = match(HOST_AND_PORT, text);
    boolean bracketed = m.group(1) != null;
    String host = bracketed ? m.group(1) : m.group(2);
    require(bracketed ? host.contains(":") && Hosts.isAddress(host) : Hosts.isHost(host));
    return new HostPort(host, port(m.group(3)));
  }

  /** What is sent to our own port would come back as commands. */
  static HostPort target(String text, Server server) {
    HostPort to = hostPort(text);
    boolean here = to.isLocal() || to.host().equals(server.bind());
    require(!here || to.port() != server.port());
    return to;
  }

  /** Data is on the port behind. */
  static HostPort session(String text) {
    HostPort control = hostPort(text);
    require(control.port() < 65535);
    return control;
  }

  static int port(String text) {
    int port = Integer.parseInt(text);
    require(port >= 1 && port <= 65535);
    return port;
  }

  static Shape shape(String text) {
    return switch (text) {
      case "tuple" -> Shape.TUPLE;
      case "flat" -> Shape.FLAT;
      case "bundle" -> Shape.BUNDLE;
      default -> throw new IllegalArgumentException(text);
    };
  }

  static String scale(String text) {
    require(SCALES.contains(text));
    return text;
  }

  /** OSC 1.0 forbids space # * , ? [ ] { } in an address; a lone slash means none. */
  static String prefix(String text) {
    require(text.matches("/|(/[!-~&&[^#*,/?\\[\\]{}]]+){1,8}"));
    return text.equals("/") ? "" : text;
  }

  static String origin(String text) {
    require(
        text.equals("null") || text.equals("*") || text.matches("[a-z][a-z0-9+.-]*://[^\\s/]+"));
    return text;
  }

  static String operator(String text) {
    if (!text.equals("loopback")) {
      Matcher m = match(NETWORK, text);
      int most = text.contains(":") ? 128 : 32;
      require(Hosts.isAddress(m.group(1)));
      require(m.group(2) == null || Integer.parseInt(m.group(2)) <= most);
    }
    return text;
  }

  static String host(String text) {
    require(Hosts.isHost(text));
    return text;
  }

  static String name(String text) {
    require(text.matches("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"));
    return text;
  }

  static Path folder(String text) {
    return Path.of(text(text));
  }

  static String text(String text) {
    require(!text.isBlank());
    return text;
  }

  /** Its number in MIDI, where C4 is 60. */
  static int note(String text) {
    Matcher m = match(NOTE_NAME, text);
    int semitone = "C D EF G A B".indexOf(m.group(1));
    int sharps = m.group(2).equals("#") ? 1 : m.group(2).equals("b") ? -1 : 0;
    int note = 12 * (Integer.parseInt(m.group(3)) + 1) + semitone + sharps;
    require(note >= 0 && note <= 127);
    return note;
  }

  static int channel(String text) {
    int channel = Integer.parseInt(text);
    require(channel >= 1 && channel <= 16);
    return channel;
  }

  static int member(String text) {
    int channel = channel(text);
    require(channel > 1);
    return channel;
  }

  /** Those from 120 on are commands to a channel. */
  static int controller(String text) {
    if (text.equals("none")) {
      return Config.NO_CONTROLLER;
    }
    int controller = Integer.parseInt(text);
    require(controller >= 0 && controller < 120);
    return controller;
  }

  static int velocity(String text) {
    int velocity = Integer.parseInt(text);
    require(velocity >= 1 && velocity <= 127);
    return velocity;
  }

  static Gate gate(String text) {
    return switch (text) {
      case "pen" -> Gate.PEN;
      case "stroke" -> Gate.STROKE;
      default -> throw new IllegalArgumentException(text);
    };
  }

  static String days(String text) {
    for (String day : text.split("-", 2)) {
      require(WEEKDAYS.contains(day));
    }
    return text;
  }

  static URI webhook(String text) {
    URI uri = URI.create(text);
    require(uri.getHost() != null && text.toLowerCase(Locale.ROOT).matches("https?://.*"));
    return uri;
  }

  private static Matcher match(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    require(matcher.matches());
    return matcher;
  }

  private static void require(boolean fine) {
    if (!fine) {
      throw new IllegalArgumentException();
    }
  }
}
