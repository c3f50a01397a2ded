package inkcast.recording;

import inkcast.packet.Message;
import java.util.List;

/**
 * A message of a recording.
 *
 * @param address of the node, for a value; else empty
 */
record Told(Kind kind, String address, List<Object> value) {
  /** What a message of a recording says. */
  enum Kind {
    /** A value that everybody was told. */
    VALUE,
    /** A value that nobody was told. */
    SILENT,
    /** How many writers there are, before all values. */
    STATE,
    /** How many ticks are missing. */
    LOST,
    /** Nothing that is played: what came in, say. */
    NOTHING
  }

  /** Reads it. */
  static Told of(Message message) {
    String address = message.address();
    if (!address.startsWith(Format.ROOT)) {
      return new Told(Kind.VALUE, address, message.arguments());
    }
    if (address.startsWith(Format.SILENT + "/")) {
      return new Told(Kind.SILENT, address.substring(Format.SILENT.length()), message.arguments());
    }
    boolean counts =
        message.arguments().size() == 1 && message.arguments().getFirst() instanceof Integer;
    Kind kind =
        switch (address) {
          case Format.STATE -> Kind.STATE;
          case Format.LOST -> Kind.LOST;
          default -> Kind.NOTHING;
        };
    return new Told(counts ? kind : Kind.NOTHING, "", message.arguments());
  }

  /** The number that a state or a loss says. */
  int count() {
    return (Integer) value.getFirst();
  }
}
