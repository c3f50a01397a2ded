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
  /** Writers whose step threw. */
  RESTARTS_FAILED("restarts of writers that failed"),
  /** Exceptions on the tick's thread outside outputs. */
  TICK_ERRORS("ticks that ended in an error"),
  /** Exceptions of outputs; each time the output sits out longer, and begins anew. */
  OUTPUT_ERRORS("errors of outputs"),

  /** Datagrams, or packets of a connection, handed to the system. */
  OSC_SENT("OSC packets sent"),
  /** Datagrams the system did not take, or that came back as unreachable. */
  OSC_SEND_ERRORS("OSC datagrams that could not be sent"),
  /** Ticks whose OSC was not sent because earlier ones still waited. */
  OSC_DROPPED("ticks dropped by OSC output that could not keep up"),
  /** Packets received, over UDP or TCP. */
  OSC_RECEIVED("OSC packets received"),
  /** Nothing at all, or no multiple of 4 bytes. */
  OSC_BAD_SIZE("malformed OSC packets: size"),
  /** A string or blob without its end, or badly padded. */
  OSC_BAD_STRING("malformed OSC packets: string or padding"),
  /** Neither an address nor a bundle. */
  OSC_BAD_ADDRESS("malformed OSC packets: no address"),
  /** Type tags that OSC 1.0 does not have. */
  OSC_BAD_TYPE_TAGS("malformed OSC packets: type tags"),
  /** Arguments longer or shorter than the packet. */
  OSC_BAD_ARGUMENTS("malformed OSC packets: arguments longer or shorter than the packet"),
  /** An empty bundle, or an element past its end. */
  OSC_BAD_BUNDLE("malformed OSC packets: bundle"),
  /** Bundles too deep, or too many messages. */
  OSC_TOO_MANY("malformed OSC packets: too many messages, or bundles in one another"),
  /** Frames of a TCP connection that are no SLIP. */
  OSC_BAD_FRAME("OSC frames refused: not SLIP"),
  /** Frames of a TCP connection over their limit. */
  OSC_TOO_LARGE("OSC frames refused: too large"),
  /** TCP connections now open. */
  OSC_CONNECTIONS("OSC connections open"),
  /** TCP connections turned away: too many. */
  OSC_REFUSED_CONNECTIONS("OSC connections refused: too many"),
  /** TCP connections closed as they did not begin with a packet. */
  OSC_STRANGE_CONNECTIONS("OSC connections closed: did not begin with OSC in SLIP"),
  /** Packets not sent to TCP connections that read too slowly. */
  OSC_NOT_READ("OSC packets not sent to slow connections"),
  /** Those that have asked to be told, and whose lease has not ended. */
  OSC_SUBSCRIBERS("OSC subscribers"),
  /** Subscriptions refused: too many, or badly asked for. */
  OSC_REFUSED_SUBSCRIBERS("OSC subscriptions refused"),
  /** Subscriptions that were not renewed. */
  OSC_ENDED_LEASES("OSC subscriptions ended: not renewed"),
  /** Requests from addresses that are answered with silence. */
  OSC_REFUSED_STRANGERS("OSC requests from public addresses"),

  /** Peers of the MIDI session now there. */
  MIDI_PEERS("MIDI peers"),
  /** Packets of the MIDI session that were handed to the network, one a peer. */
  MIDI_SENT("MIDI packets sent"),
  /** Packets that were not, as the network took no more. */
  MIDI_UNSENT("MIDI packets not sent: the network took no more"),
  /** Packets of the MIDI session that came. */
  MIDI_RECEIVED("MIDI packets received"),
  /** Packets that peers of the MIDI session sent and that did not come. */
  MIDI_LOST("MIDI packets lost on their way here"),
  /** Packets that came twice, or too late. */
  MIDI_LATE("MIDI packets late or twice"),
  /** Commands that came out of a recovery journal. */
  MIDI_REPAIRED("MIDI commands repaired"),
  /** Datagrams, or journals in them, that cannot be read. */
  MIDI_MALFORMED("malformed MIDI packets"),
  /** Packets of somebody who is no peer. */
  MIDI_STRANGE("MIDI packets of strangers"),
  /** Invitations that were refused. */
  MIDI_REFUSED_PEERS("MIDI peers refused: too many"),
  /** Messages of a maker's own, which nobody here understands. */
  MIDI_SYSEX("MIDI system exclusive messages ignored"),
  /** Commands dropped: a port could not keep up. */
  MIDI_DROPPED("MIDI commands dropped by a port that could not keep up"),
  /** What the network, a device or the control threw. */
  MIDI_ERRORS("errors of MIDI ports"),

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
  /** Lines of /record that the disk did not take. */
  WEB_LINES_LOST("recorded lines not kept: the disk failed, or their folder is full"),
  /** COMMANDs that this server does not know. */
  WEB_UNKNOWN_COMMANDS("unknown OSCQuery commands"),

  /** Ticks that a recording lacks. */
  RECORDING_LOST("ticks not recorded: the disk failed, or could not keep up"),

  /** Tries to keep what people set that the disk did not take. */
  STATE_NOT_KEPT("tries to keep what people set, which the disk did not take"),
  /** Times that /writer/<n>.svg and the archive could not keep up, and all lines began anew. */
  LINES_CUT("times that all lines began anew in /writer/<n>.svg and the archive"),
  /** Lines that are now files. */
  ARCHIVE_KEPT("lines kept in the archive"),
  /** Files that had to make room. */
  ARCHIVE_REMOVED("oldest lines removed from the archive"),
  /** Tries that the disk did not take; what waits is tried again. */
  ARCHIVE_FAILED("tries to keep lines in the archive, which the disk did not take"),
  /** Lines that nobody keeps: too many waited, or no room is so large. */
  ARCHIVE_LOST("finished lines lost to the archive"),
  /** Notices that the webhook took. */
  ALERTS_SENT("notices that alert.webhook took"),
  /** Notices that it refused, or that had to wait too long. */
  ALERTS_LOST("notices that alert.webhook refused, or that were too many to wait"),

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
  REFUSED_BAD_LINE("messages refused: unknown or damaged line"),
  /** See {@link inkcast.stage.Refusal.Reason}. */
  REFUSED_BAD_CONFIG("reloads refused: the configuration cannot be taken over"),
  /** See {@link inkcast.stage.Refusal.Reason}. */
  REFUSED_BUSY("messages refused: queue full"),
  /** See {@link inkcast.stage.Refusal.Reason}. */
  REFUSED_OCCUPIED("messages refused: another visitor writes, or nobody can"),
  /** See {@link inkcast.stage.Refusal.Reason}. */
  REFUSED_FLOODED("messages refused: too many strokes of a visitor");

  private final String description;

  Counter(String description) {
    this.description = description;
  }

  /** For people. */
  public String description() {
    return description;
  }
}
