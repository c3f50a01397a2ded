package inkcast.rtpmidi;

/** What a {@link RtpMidiHost} counts. */
public enum HostCounter {
  /** Packets of MIDI that came from peers. */
  RECEIVED,
  /** Packets of MIDI that were handed to the network, one a peer. */
  SENT,
  /** Packets that were not, as the network took no more. */
  UNSENT,
  /** Packets that peers sent and that did not come. */
  LOST,
  /** Packets that came twice, or after one behind them. */
  LATE,
  /** Commands that came out of a recovery journal, and note-offs for what would have hung. */
  REPAIRED,
  /** Datagrams that are neither session messages nor MIDI, and journals that cannot be read. */
  MALFORMED,
  /** Packets and messages of somebody who is no peer. */
  STRANGE,
  /** Invitations that were refused, as there are too many peers, or by who may not join. */
  REFUSED,
  /** SysEx, which is not handed on. */
  SYSEX,
  /** Commands that found the way to the event loop full. */
  OVERFLOWED,
  /** What the network or the listener threw. */
  FAILED
}
