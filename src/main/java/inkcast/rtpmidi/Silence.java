package inkcast.rtpmidi;

import java.util.Arrays;

/** What ends all that a peer was told to let sound: explicit note-offs first. */
final class Silence {
  private static final int MODES = 3; // pedal, all notes off, all sound off

  private Silence() {}

  /**
   * The events, for each channel that was ever sent something; may be none.
   *
   * @param time of them all, in 100 us
   */
  static long[] events(History history, int time) {
    long[] events = new long[Midi.CHANNELS * (Midi.VALUES + MODES)];
    int count = 0;
    for (int channel = 0; channel < Midi.CHANNELS; channel++) {
      for (int note = 0; note < Midi.VALUES; note++) {
        if (history.channel(channel).sounds(note)) {
          events[count++] = Event.of(time, Midi.noteOff(channel, note));
        }
      }
    }
    for (int channel = 0; channel < Midi.CHANNELS; channel++) {
      if (history.channel(channel).latest() >= 0) {
        events[count++] = Event.of(time, Midi.control(channel, Midi.SUSTAIN, 0));
        events[count++] = Event.of(time, Midi.control(channel, Midi.ALL_NOTES_OFF, 0));
        events[count++] = Event.of(time, Midi.control(channel, Midi.ALL_SOUND_OFF, 0));
      }
    }
    return Arrays.copyOf(events, count);
  }
}
