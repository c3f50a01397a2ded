package inkcast.midi;

import inkcast.rtpmidi.Midi;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import org.jspecify.annotations.Nullable;

/** The way to a device, which knows what sounds there. One thread; a device may block it. */
final class LocalOutput implements AutoCloseable {
  private static final long NOW = -1;

  private final Supplier<int[]> welcome;
  private final BitSet sounding = new BitSet(); // channel * 128 + note
  private final BitSet used = new BitSet(); // channels
  private @Nullable MidiDevice device;
  private @Nullable Receiver receiver;

  /**
   * Not open.
   *
   * @param welcome what a device is told first
   */
  LocalOutput(Supplier<int[]> welcome) {
    this.welcome = welcome;
  }

  boolean isOpen() {
    return receiver != null;
  }

  /** Opens a device, or leaves it closed. */
  void open(MidiDevice candidate) throws MidiUnavailableException {
    candidate.open();
    try {
      receiver = candidate.getReceiver();
      device = candidate;
      for (int command : welcome.get()) {
        play(command);
      }
    } finally {
      if (receiver == null) {
        candidate.close();
      }
    }
  }

  /**
   * Plays a command, if there is a device.
   *
   * @throws RuntimeException whatever the device throws
   */
  void play(int command) {
    Receiver to = receiver;
    if (to == null) {
      return;
    }
    int key = Midi.channel(command) * Midi.VALUES + Midi.first(command);
    if (Midi.startsNote(command)) {
      sounding.set(key);
    } else if (Midi.endsNote(command)) {
      sounding.clear(key);
    }
    used.set(Midi.channel(command));
    try {
      to.send(
          new ShortMessage(Midi.status(command), Midi.first(command), Midi.second(command)), NOW);
    } catch (InvalidMidiDataException e) {
      throw new AssertionError("a command is valid", e);
    }
  }

  /** Ends what sounds: explicit note-offs first. */
  void silence() {
    for (int key : sounding.stream().toArray()) {
      play(Midi.noteOff(key / Midi.VALUES, key % Midi.VALUES));
    }
    for (int channel : used.stream().toArray()) {
      play(Midi.control(channel, Midi.SUSTAIN, 0));
      play(Midi.control(channel, Midi.ALL_NOTES_OFF, 0));
      play(Midi.control(channel, Midi.ALL_SOUND_OFF, 0));
    }
  }

  /** Loses the device unless one of its name is there. */
  void loseUnless(List<MidiDevice.Info> there) {
    if (LocalInput.isGone(device, there)) {
      lose();
    }
  }

  /** Lets go of a device that is not there any more. */
  void lose() {
    MidiDevice gone = device;
    receiver = null;
    device = null;
    sounding.clear();
    used.clear();
    LocalInput.closeQuietly(gone);
  }

  /** Ends what sounds, and gives the device back. */
  @Override
  public void close() {
    try {
      silence();
    } catch (RuntimeException e) {
      // it is not there any more, so that nothing sounds
    }
    lose();
  }
}
