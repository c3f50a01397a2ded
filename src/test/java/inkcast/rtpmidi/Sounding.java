package inkcast.rtpmidi;

import java.util.Map;
import java.util.TreeMap;

/** What a synthesizer of the simplest kind would let sound, and how its controllers stand. */
final class Sounding {
  private final Map<Integer, Integer> notes = new TreeMap<>(); // channel * 128 + note: velocity
  private final Map<Integer, Integer> controls = new TreeMap<>(); // channel * 128 + number: value

  void hear(int command) {
    int channel = command >> 16 & 0x0f;
    int first = command >> 8 & 0x7f;
    int second = command & 0x7f;
    int key = channel * 128 + first;
    switch (command >> 20) {
      case 0x8 -> notes.remove(key);
      case 0x9 -> {
        notes.remove(key);
        if (second > 0) {
          notes.put(key, second);
        }
      }
      case 0xb -> {
        if (first < 120) {
          controls.put(key, second);
        } else if (first == 120 || first >= 123) {
          notes.keySet().removeIf(note -> note / 128 == channel);
        }
      }
      case 0xc -> controls.put(-1 - channel, first);
      case 0xe -> controls.put(-101 - channel, second << 7 | first);
      default -> {}
    }
  }

  Map<Integer, Integer> notes() {
    return notes;
  }

  Map<Integer, Integer> controls() {
    return controls;
  }

  boolean isEmpty() {
    return notes.isEmpty();
  }

  @Override
  public String toString() {
    return notes + " " + controls;
  }
}
