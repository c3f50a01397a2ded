package inkcast.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be configured, valid. {@code config/inkcast.yaml} documents each key with its
 * unit, range and default.
 *
 * @param rate ticks a second
 * @param scale page units a model unit, for writers that do not say
 * @param hands folders of weight files, searched in order
 * @param recordings folder of the lines that people write to teach a hand
 * @param writers number 1 first
 * @param threads cores that step the writers
 */
public record Config(
    double rate,
    Page page,
    Temperature temperature,
    double scale,
    List<Path> hands,
    Path recordings,
    List<Writer> writers,
    int threads,
    Server server,
    Osc osc,
    Midi midi,
    Visitor visitor,
    Archive archive,
    Hours hours,
    Alert alert) {

  /** The most writers. */
  public static final int MAX_WRITERS = 4096;

  /** The most ticks a second. */
  public static final int MAX_RATE = 1000;

  /** The most threads. */
  public static final int MAX_THREADS = 256;

  /** In the place of a controller: none. */
  public static final int NO_CONTROLLER = -1;

  /** The same with other writers. */
  public Config withWriters(List<Writer> others) {
    return new Config(
        rate,
        page,
        temperature,
        scale,
        hands,
        recordings,
        List.copyOf(others),
        threads,
        server,
        osc,
        midi,
        visitor,
        archive,
        hours,
        alert);
  }

  /** What an empty file means. */
  public static Config defaults() {
    try {
      return ConfigReader.parse("defaults", "");
    } catch (ConfigException e) {
      throw new AssertionError("the defaults are valid", e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws ConfigException if it cannot be read or anything in it is wrong
   */
  public static Config load(Path file) throws ConfigException {
    return ConfigReader.read(file);
  }

  /** The area the writers share, in page units. */
  public record Page(double width, double height, double margin) {}

  /**
   * The writers' temperatures.
   *
   * @param byDefault of writers that do not say
   * @param max upper end of what anyone may set
   */
  public record Temperature(double byDefault, double max) {}

  /**
   * One writer.
   *
   * @param hand name in the hands' folders, or a file
   * @param seed of its random source; null: another at each start
   * @param at where its lines begin; null: on a line of its own
   * @param midi how it plays
   */
  public record Writer(
      String hand,
      double temperature,
      double scale,
      @Nullable Long seed,
      @Nullable At at,
      Mapping midi) {

    /** The same in another hand. */
    public Writer withHand(String other) {
      return new Writer(other, temperature, scale, seed, at, midi);
    }
  }

  /** A place on the page, in page units. */
  public record At(double x, double y) {}

  /**
   * HTTP, WebSocket and OSC control.
   *
   * @param names further host names that requests may ask for
   * @param origins further origins whose pages may connect
   * @param operators sources that may do everything: "loopback", addresses, networks
   * @param tokenFile whose content makes an operator of whoever knows it
   * @param connections at most
   * @param messages a second and connection, at most
   */
  public record Server(
      String bind,
      int port,
      String name,
      List<String> names,
      List<String> origins,
      List<String> operators,
      @Nullable Path tokenFile,
      int connections,
      int messages) {}

  /**
   * OSC output.
   *
   * @param refresh how often targets are told the state anew; zero: never
   * @param spread whether a tick's messages are paced over its period
   * @param tcp port of OSC over TCP
   */
  public record Osc(
      String prefix,
      Shape shape,
      List<Target> targets,
      Duration refresh,
      boolean spread,
      boolean ghosts,
      @Nullable Integer tcp) {}

  /** How a tick's values are put into messages. */
  public enum Shape {
    /** One message a node. */
    TUPLE,
    /** One message a number. */
    FLAT,
    /** All messages of a tick in one bundle. */
    BUNDLE
  }

  /**
   * A receiver of OSC.
   *
   * @param shape its own; null: as all
   */
  public record Target(HostPort to, @Nullable Shape shape) {}

  /** A host name or address, and a port. */
  public record HostPort(String host, int port) {
    /**
     * Reads one as the file has it.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static HostPort parse(String text) {
      return Formats.hostPort(text);
    }

    /** Whether this surely is on this machine; no name is looked up. */
    public boolean isLocal() {
      return Hosts.isLocal(host);
    }

    @Override
    public String toString() {
      return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
  }

  /**
   * MIDI.
   *
   * @param local names of ports of this machine
   * @param mapping of writers that do not say
   * @param mpe one writer a member channel
   * @param osc whether it also goes out in OSC messages
   */
  public record Midi(
      Rtp rtp, List<String> local, Mapping mapping, boolean mpe, MidiIn in, boolean osc) {}

  /**
   * How a writer plays.
   *
   * @param channel from 1; null: by its number
   * @param scale that pitches snap to
   * @param root number of the lowest note
   * @param span semitones that the height of a line stands for
   * @param softest velocity of a pen that stands still
   * @param loudest velocity of a pen at full speed
   * @param height of a line, in model units; its middle follows the writing
   */
  public record Mapping(
      @Nullable Integer channel,
      String scale,
      int root,
      int span,
      int softest,
      int loudest,
      Gate gate,
      Controllers controllers,
      double height) {}

  /** When a note begins. */
  public enum Gate {
    /** As the pen comes down. */
    PEN,
    /** With each stroke. */
    STROKE
  }

  /** Controllers that are sent, each {@link #NO_CONTROLLER} if it is not. */
  public record Controllers(int x, int y, int speed) {}

  /** Controllers that are obeyed, each {@link #NO_CONTROLLER} if it is not. */
  public record MidiIn(int temperature, int restart) {}

  /**
   * The RTP-MIDI session.
   *
   * @param port control; data is the next
   * @param invite peers to call
   */
  public record Rtp(boolean enabled, int port, List<HostPort> invite) {}

  /**
   * Visitors who write.
   *
   * @param idle after which the writer goes on
   * @param turn longest
   * @param reset idleness after which what visitors set is undone
   * @param points a second, at most
   * @param ghosts possible continuations shown
   * @param drift how far temperatures move away from what is set while nobody comes
   * @param driftPeriod of a rise and a fall
   */
  public record Visitor(
      Duration idle,
      Duration turn,
      Duration reset,
      int points,
      int ghosts,
      double ghostTemperature,
      double drift,
      Duration driftPeriod) {}

  /**
   * Kept pages.
   *
   * @param dir null: none are kept
   * @param maxBytes of the folder
   */
  public record Archive(@Nullable Path dir, long maxBytes) {}

  /**
   * Opening hours.
   *
   * @param open by weekday, such as "mon-fri"; empty: always
   * @param except by date
   */
  public record Hours(ZoneId zone, Map<String, OpenHours> open, Map<LocalDate, OpenHours> except) {}

  /**
   * Where trouble is reported.
   *
   * @param webhook null: nowhere
   */
  public record Alert(@Nullable URI webhook) {}
}
