package inkcast.rtpmidi;

import java.util.function.IntConsumer;

/** What channel mode does to a channel beside being heard (MIDI 1.0, RP-015). */
final class Resets {
  // Modulation, expression, pedals, the choice of a parameter.
  private static final int[] RESET = {1, 11, 64, 65, 66, 67, 98, 99, 100, 101};

  private Resets() {}

  /** Calls with each controller that Reset All Controllers sets. */
  static void controllers(IntConsumer action) {
    for (int controller : RESET) {
      action.accept(controller);
    }
  }

  /** The value it is set to. */
  static int value(int controller) {
    return controller == 11 || controller >= 98 ? 127 : 0;
  }

  /** Whether a controller ends every note: 120, and 123 to 127. */
  static boolean silences(int controller) {
    return controller == Midi.ALL_SOUND_OFF || controller >= Midi.ALL_NOTES_OFF;
  }
}
