package inkcast.config;

import inkcast.config.Config.Controllers;
import inkcast.config.Config.Gate;
import inkcast.config.Config.Mapping;
import inkcast.config.Config.Midi;
import inkcast.config.Config.MidiIn;
import inkcast.config.Config.Rtp;
import java.util.List;

/** The keys of {@code midi}, and those of a writer's own {@code midi}. */
final class MidiReader {
  private static final Mapping PLAIN =
      new Mapping(null, "pentatonic", 48, 24, 40, 120, Gate.PEN, new Controllers(16, 17, 18), 14);

  private MidiReader() {}

  static Midi midi(Section s) {
    return new Midi(
        s.section(
            "rtp",
            r ->
                new Rtp(
                    r.flag("enabled", false),
                    r.integer("port", 5004, 0, 65534),
                    r.list("invite", List.of(), Formats.SESSION, Formats::session))),
        s.list("local", List.of(), "the name of a MIDI port", Formats::text),
        mapping(s, PLAIN),
        s.flag("mpe", false),
        s.section(
            "in",
            in -> new MidiIn(controller(in, "temperature", 20), controller(in, "restart", 21))),
        s.flag("osc", false));
  }

  /**
   * How one writer plays, where that differs from how all do.
   *
   * @param mpe whether the first channel is the zone's master, on which nobody plays
   */
  static Mapping writer(Section s, Mapping all, boolean mpe) {
    Integer channel =
        mpe
            ? s.optional("channel", Formats.MEMBER, Formats::member)
            : s.optional("channel", Formats.CHANNEL, Formats::channel);
    Mapping own = mapping(s, all);
    return new Mapping(
        channel,
        own.scale(),
        own.root(),
        own.span(),
        own.softest(),
        own.loudest(),
        own.gate(),
        own.controllers(),
        own.height());
  }

  private static Mapping mapping(Section s, Mapping byDefault) {
    List<Integer> velocity =
        s.pair(
            "velocity",
            List.of(byDefault.softest(), byDefault.loudest()),
            Formats.VELOCITY,
            Formats::velocity);
    return new Mapping(
        null,
        s.value("scale", byDefault.scale(), Formats.SCALE, Formats::scale),
        s.value("root", byDefault.root(), Formats.NOTE, Formats::note),
        s.integer("span", byDefault.span(), 0, 127),
        velocity.getFirst(),
        velocity.getLast(),
        s.value("gate", byDefault.gate(), Formats.GATE, Formats::gate),
        s.section(
            "controllers",
            c ->
                new Controllers(
                    controller(c, "x", byDefault.controllers().x()),
                    controller(c, "y", byDefault.controllers().y()),
                    controller(c, "speed", byDefault.controllers().speed()))),
        s.number("height", byDefault.height(), 0.001, 1000));
  }

  private static int controller(Section s, String key, int byDefault) {
    return s.value(key, byDefault, Formats.CONTROLLER, Formats::controller);
  }
}
