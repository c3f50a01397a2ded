package inkcast.app;

import inkcast.config.Config;
import inkcast.config.Config.HostPort;
import inkcast.midi.Mapping;
import inkcast.midi.MidiOutput;
import inkcast.midi.Ports;
import inkcast.midi.Scale;
import inkcast.tick.Counters;
import inkcast.tick.Performance;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All of MIDI in a daemon, as the configuration says. */
final class MidiPart implements AutoCloseable {
  private static final int MEMBERS = 15; // of MPE's zone, behind its master

  private final InetAddress bind;
  private final String name;
  private final MidiOutput output;
  private final Ports ports;

  /**
   * Begins to open ports; before the first tick.
   *
   * @param loop the session's
   * @param dueNs when the present tick was due
   * @param announcement of the session, or null
   */
  MidiPart(
      Config config,
      InetAddress bind,
      EventLoop loop,
      LongSupplier dueNs,
      Performance performance,
      Predicate<InetAddress> operators,
      Counters counters,
      @Nullable Announcement announcement) {
    this.bind = bind;
    name = sessionName(config);
    output =
        new MidiOutput(
            performance.space(),
            mappings(config),
            config.midi().mpe(),
            Cast.page(config).width(),
            Cast.page(config).height(),
            dueNs);
    ports =
        new Ports(
            loop,
            output,
            performance,
            operators,
            counters,
            port -> {
              if (announcement != null) {
                announcement.midi(name, port);
              }
            });
    ports.configure(ports(config));
  }

  /** The session's control port, or 0 while there is none. */
  int port() {
    return ports.session();
  }

  /** How it is with each port; see {@link Ports#status}. */
  List<Ports.Status> status() {
    return ports.status();
  }

  /** To be told of all strokes. */
  MidiOutput output() {
    return output;
  }

  /**
   * Gets ready to play as another configuration says; see {@link MidiOutput#prepare(List,
   * boolean)}.
   */
  Runnable prepare(Config next) {
    return output.prepare(mappings(next), next.midi().mpe());
  }

  /** Has the ports that another configuration asks for, soon. */
  void configure(Config next) {
    ports.configure(ports(next));
  }

  /** Ends what sounds; the ticks must have ended. */
  @Override
  public void close() {
    ports.close();
  }

  /** How each writer plays. */
  static List<Mapping> mappings(Config config) {
    List<Mapping> mappings = new ArrayList<>();
    for (Config.Writer writer : config.writers()) {
      mappings.add(mapping(writer, mappings.size(), config.midi().mpe()));
    }
    return mappings;
  }

  private static Mapping mapping(Config.Writer writer, int index, boolean mpe) {
    Config.Mapping midi = writer.midi();
    return new Mapping(
        channel(midi.channel(), index, mpe),
        Scale.named(midi.scale()),
        midi.root(),
        midi.span(),
        (float) (midi.height() * writer.scale()),
        midi.softest(),
        midi.loudest(),
        switch (midi.gate()) {
          case PEN -> Mapping.Gate.PEN;
          case STROKE -> Mapping.Gate.STROKE;
        },
        midi.controllers().x(),
        midi.controllers().y(),
        midi.controllers().speed());
  }

  private static int channel(@Nullable Integer configured, int index, boolean mpe) {
    if (configured != null) {
      return configured - 1;
    }
    return mpe ? 1 + index % MEMBERS : index % (MEMBERS + 1);
  }

  private Ports.Settings ports(Config config) {
    Config.Midi midi = config.midi();
    List<InetSocketAddress> invite = midi.rtp().invite().stream().map(MidiPart::address).toList();
    return new Ports.Settings(
        midi.rtp().enabled()
            ? new Ports.Rtp(name, new InetSocketAddress(bind, midi.rtp().port()), invite)
            : null,
        midi.local(),
        mappings(config).stream().map(Mapping::channel).toList(),
        midi.in().temperature(),
        midi.in().restart());
  }

  /** As other programs list it; a proper name. */
  private static String sessionName(Config config) {
    String name = config.server().name();
    return name.equals(Config.defaults().server().name()) ? "Inkcast" : name;
  }

  private static InetSocketAddress address(HostPort to) {
    return InetSocketAddress.createUnresolved(to.host(), to.port());
  }
}
