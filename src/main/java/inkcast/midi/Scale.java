package inkcast.midi;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/** Which semitones above its root a scale has, within an octave. */
public enum Scale {
  CHROMATIC(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
  MAJOR(0, 2, 4, 5, 7, 9, 11),
  MINOR(0, 2, 3, 5, 7, 8, 10),
  HARMONIC_MINOR(0, 2, 3, 5, 7, 8, 11),
  MELODIC_MINOR(0, 2, 3, 5, 7, 9, 11),
  DORIAN(0, 2, 3, 5, 7, 9, 10),
  PHRYGIAN(0, 1, 3, 5, 7, 8, 10),
  LYDIAN(0, 2, 4, 6, 7, 9, 11),
  MIXOLYDIAN(0, 2, 4, 5, 7, 9, 10),
  LOCRIAN(0, 1, 3, 5, 6, 8, 10),
  PENTATONIC(0, 2, 4, 7, 9),
  MINOR_PENTATONIC(0, 3, 5, 7, 10),
  BLUES(0, 3, 5, 6, 7, 10),
  WHOLE_TONE(0, 2, 4, 6, 8, 10);

  private static final int OCTAVE = 12;
  private static final int HIGHEST = 127;

  private final int[] semitones;

  Scale(int... semitones) {
    this.semitones = semitones;
  }

  /**
   * The scale of a name as the configuration has it, such as {@code minor-pentatonic}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Scale named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /**
   * The notes there are to play on, from the root upwards.
   *
   * @param root from 0 to 127, always one of them
   * @param span semitones from the root to the highest note, at most
   */
  int[] notes(int root, int span) {
    int highest = Math.min(root + span, HIGHEST);
    return IntStream.rangeClosed(root, highest)
        .filter(note -> Arrays.binarySearch(semitones, (note - root) % OCTAVE) >= 0)
        .toArray();
  }
}
