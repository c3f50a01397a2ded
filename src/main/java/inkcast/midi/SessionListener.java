package inkcast.midi;

import inkcast.rtpmidi.Departure;
import inkcast.rtpmidi.HostCounter;
import inkcast.rtpmidi.HostListener;
import inkcast.rtpmidi.MalformedRtpMidi;
import inkcast.rtpmidi.Participant;
import inkcast.stage.Role;
import inkcast.stage.Vicinity;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of what the session's peers do. The session's event loop. */
final class SessionListener implements HostListener {
  private static final Logger log = LoggerFactory.getLogger(SessionListener.class);

  private final Channels channels;
  private final MidiControl control;
  private final Predicate<InetAddress> operators;
  private final Counters counters;
  private final LogLimit comings = new LogLimit();
  private final LogLimit malformed = new LogLimit();
  private final Set<InetSocketAddress> missing = new HashSet<>(); // of whom it was said

  /**
   * Nobody is there yet.
   *
   * @param operators which sources may do everything
   */
  SessionListener(
      Channels channels, MidiControl control, Predicate<InetAddress> operators, Counters counters) {
    this.channels = channels;
    this.control = control;
    this.operators = operators;
    this.counters = counters;
  }

  @Override
  public void joined(Participant peer) {
    counters.count(Counter.MIDI_PEERS);
    missing.clear();
    say("MIDI: {} at {} has joined", peer.name(), peer.address());
  }

  @Override
  public int[] welcome(Participant peer) {
    return channels.welcome();
  }

  @Override
  public void left(Participant peer, Departure why) {
    counters.add(Counter.MIDI_PEERS, -1);
    String reason =
        switch (why) {
          case GOODBYE -> "has said goodbye";
          case SILENT -> "is gone: nothing was heard of it for a minute";
          case REPLACED -> "joins anew";
          case WITHDRAWN -> "is no longer invited";
          case CLOSED -> "is parted from: the session ends";
        };
    say("MIDI: {} at {} {}", peer.name(), peer.address(), reason);
  }

  private void say(String line, Object... what) {
    if (comings.due()) {
      log.info(line, what);
    }
  }

  @Override
  public boolean admits(InetAddress source) {
    return Vicinity.includes(source);
  }

  @Override
  public void missing(InetSocketAddress invited) {
    if (missing.add(invited)) {
      log.warn("MIDI: {} has not answered our invitations; inviting on", invited);
    }
  }

  @Override
  public void received(Participant peer, int command, long timeNs) {
    boolean operator = operators.test(peer.address().getAddress());
    control.received(operator ? Role.OPERATOR : Role.VISITOR, command);
  }

  @Override
  public void malformed(InetSocketAddress from, MalformedRtpMidi why) {
    if (malformed.due()) {
      log.warn("malformed MIDI packet from {}: {}", from, why.getMessage());
    }
  }

  @Override
  public void counted(HostCounter counter, int times) {
    counters.add(
        switch (counter) {
          case RECEIVED -> Counter.MIDI_RECEIVED;
          case SENT -> Counter.MIDI_SENT;
          case UNSENT -> Counter.MIDI_UNSENT;
          case LOST -> Counter.MIDI_LOST;
          case LATE -> Counter.MIDI_LATE;
          case REPAIRED -> Counter.MIDI_REPAIRED;
          case MALFORMED -> Counter.MIDI_MALFORMED;
          case STRANGE -> Counter.MIDI_STRANGE;
          case REFUSED -> Counter.MIDI_REFUSED_PEERS;
          case SYSEX -> Counter.MIDI_SYSEX;
          case OVERFLOWED -> Counter.MIDI_DROPPED;
          case FAILED -> Counter.MIDI_ERRORS;
        },
        times);
  }
}
