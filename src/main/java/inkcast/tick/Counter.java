package inkcast.tick;

/** Everything that is counted, in one list. */
public enum Counter {
  /** Ticks executed. */
  TICKS("ticks executed"),
  /** Deadlines that passed while an earlier tick ran; not replayed. */
  MISSED_TICKS("ticks missed"),
  /** Ticks in which one core was not enough; see {@link Budget}. */
  SHARED_TICKS("ticks whose steps were shared by several threads"),
  /** Strokes of all writers. */
  STROKES("strokes written"),
  /** Lines that reached the right margin. */
  RESTARTS_LINE_FULL("restarts at the right margin"),
  /** Lines whose pen left the page. */
  RESTARTS_LOST("restarts of writers that left the page"),
  /** Lines whose pen stayed up. */
  RESTARTS_PEN_STUCK("restarts of writers whose pen stayed up"),
  /** States that held NaN or an infinity. */
  RESTARTS_NOT_FINITE("restarts of writers whose state was not finite"),
  /** Exceptions on the tick's thread outside outputs. */
  TICK_ERRORS("ticks that ended in an error"),
  /** Exceptions of outputs; the output sat out the rest of its tick. */
  OUTPUT_ERRORS("errors of outputs"),

  /** Datagrams handed to the system. */
  OSC_SENT("OSC datagrams sent"),
  /** Datagrams the system did not take, or that came back as unreachable. */
  OSC_SEND_ERRORS("OSC datagrams that could not be sent"),
  /** Ticks whose OSC was not sent because earlier ones still waited. */
  OSC_DROPPED("ticks dropped by OSC output that could not keep up"),
  /** Datagrams received. */
  OSC_RECEIVED("OSC packets received"),
  /** Packets that are not OSC. */
  OSC_MALFORMED("malformed OSC packets"),

  /** Connections now open. */
  WEB_CONNECTIONS("WebSocket connections open"),
  /** Connections turned away: too many. */
  WEB_REFUSED_CONNECTIONS("connections refused: too many"),
  /** Host or Origin not ours. */
  WEB_REFUSED_ORIGIN("requests refused: Host or Origin not accepted"),
  /** Frames or requests that cannot be read. */
  WEB_MALFORMED("malformed HTTP requests, frames or JSON"),
  /** Frames, messages or bodies over their limit. */
  WEB_TOO_LARGE("WebSocket messages and HTTP bodies refused: too large"),
  /** Sources that tried a token that is not ours. */
  WEB_REFUSED_TOKEN("wrong operator tokens"),
  /** Connections that were silent, or too slow to finish a request. */
  WEB_TIMEOUTS("connections closed: silent or too slow"),
  /** Messages beyond the rate a connection may send. */
  WEB_FLOODED("messages refused: too many a second"),
  /** Frames not sent to clients that read too slowly. */
  WEB_DROPPED("frames not sent to slow clients"),
  /** COMMANDs that this server does not know. */
  WEB_UNKNOWN_COMMANDS("unknown OSCQuery commands"),

  /** See {@link inkcast.stage.Refusal.Reason}. */
  REFUSED_UNKNOWN_ADDRESS("messages refused: unknown address"),
  /** See {@link inkcast.stage.Refusal.Reason}. */
  REFUSED_BAD_PATTERN("messages refused: malformed address pattern"),
  /** See {@link inkcast.stage.Refusal.Reason}. */
  REFUSED_READ_ONLY("messages refused: takes nothing in"),
  /** See {@link inkcast.stage.Refusal.Reason}. */
  REFUSED_FORBIDDEN("messages refused: not for this role"),
  /** See {@link inkcast.stage.Refusal.Reason}. */
  REFUSED_WRONG_TYPE("messages refused: wrong arguments"),
  /** See {@link inkcast.stage.Refusal.Reason}. */
  REFUSED_NOT_FINITE("messages refused: NaN or infinity"),
  /** See {@link inkcast.stage.Refusal.Reason}. */
  REFUSED_BAD_HAND("messages refused: unknown or damaged hand"),
  /** See {@link inkcast.stage.Refusal.Reason}. */
  REFUSED_BUSY("messages refused: queue full");

  private final String description;

  Counter(String description) {
    this.description = description;
  }

  /** For people. */
  public String description() {
    return description;
  }
}
