package inkcast.watch;

import inkcast.tick.Counter;
import java.util.Locale;

/**
 * Where a counter stands among Prometheus' metrics. Nothing need be done for a new one, unless it
 * also goes down, or another name says more.
 *
 * @param metric without prefix and suffix
 * @param help of the metric
 * @param label empty: the metric has but this series
 * @param value of the label
 * @param gauge whether it may go down
 */
record Series(String metric, String help, String label, String value, boolean gauge) {

  /** That of a counter. */
  static Series of(Counter counter) {
    String own = counter.name().toLowerCase(Locale.ROOT);
    return switch (counter) {
      case OSC_CONNECTIONS, OSC_SUBSCRIBERS, MIDI_PEERS, WEB_CONNECTIONS ->
          new Series(own, help(counter), "", "", true);
      case OSC_TOO_MANY, OSC_TOO_LARGE -> malformed(own.substring("osc_".length()));
      case OSC_SENT -> one("osc_sent_packets", counter);
      case OSC_RECEIVED -> one("osc_received_packets", counter);
      case OSC_DROPPED -> one("osc_dropped_ticks", counter);
      case OSC_NOT_READ -> one("osc_not_read_packets", counter);
      case MIDI_SENT, MIDI_UNSENT, MIDI_RECEIVED, MIDI_LOST, MIDI_LATE, MIDI_MALFORMED ->
          one(own + "_packets", counter);
      case MIDI_STRANGE -> one("midi_strangers_packets", counter);
      case MIDI_REPAIRED, MIDI_DROPPED -> one(own + "_commands", counter);
      case MIDI_SYSEX -> one("midi_ignored_sysex", counter);
      case WEB_REFUSED_TOKEN -> one("web_wrong_tokens", counter);
      case WEB_REFUSED_ORIGIN -> one("web_refused_requests", counter);
      case WEB_DROPPED -> one("web_dropped_frames", counter);
      case WEB_MALFORMED, WEB_FLOODED, WEB_TOO_LARGE -> one(own + "_messages", counter);
      case ARCHIVE_KEPT, ARCHIVE_REMOVED, ARCHIVE_LOST -> one(own + "_lines", counter);
      case RECORDING_LOST -> one("recording_lost_ticks", counter);
      case WEB_LINES_LOST -> one("web_lost_lines", counter);
      default -> {
        if (own.startsWith("restarts_")) {
          yield new Series(
              "restarts",
              "Restarts of writers that nobody asked for, by cause",
              "cause",
              own.substring("restarts_".length()),
              false);
        }
        if (own.startsWith("refused_")) {
          yield new Series(
              "refused_messages",
              "Messages refused, by reason",
              "reason",
              own.substring("refused_".length()),
              false);
        }
        yield own.startsWith("osc_bad_")
            ? malformed(own.substring("osc_bad_".length()))
            : one(own, counter);
      }
    };
  }

  private static Series malformed(String fault) {
    return new Series(
        "osc_malformed_packets",
        "OSC packets that cannot be read, by fault",
        "fault",
        fault,
        false);
  }

  private static Series one(String metric, Counter counter) {
    return new Series(metric, help(counter), "", "", false);
  }

  private static String help(Counter counter) {
    String text = counter.description();
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
