package inkcast.midi;

import inkcast.rtpmidi.Midi;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

/**
 * What is played on the sixteen channels, by whomever: says only what changes. Tick's thread, but
 * for {@link #welcome}; allocates nothing.
 */
final class Channels {
  private static final int UNKNOWN = -1;
  private static final int MEMBERS = 15; // of a zone that takes all channels but the first

  /** Semitones from the wheel's centre to its end, on the members of a zone. */
  static final int BEND_RANGE = 48;

  private static final int PLAIN_BEND_RANGE = 2; // what any synthesizer begins with

  private static final int[] ZONE = zone(MEMBERS, BEND_RANGE);
  private static final int[] NO_ZONE = zone(0, PLAIN_BEND_RANGE);

  private final int[] sounding = new int[Midi.CHANNELS * Midi.VALUES]; // how often each note does
  private final AtomicIntegerArray controllers =
      new AtomicIntegerArray(Midi.CHANNELS * Midi.VALUES);
  private final AtomicIntegerArray wheels = new AtomicIntegerArray(Midi.CHANNELS);
  private volatile boolean mpe;
  private volatile Port[] ports = {};
  private long timeNs;
  private boolean pending;

  Channels() {
    for (int i = 0; i < controllers.length(); i++) {
      controllers.lazySet(i, UNKNOWN);
    }
    for (int channel = 0; channel < wheels.length(); channel++) {
      wheels.lazySet(channel, UNKNOWN);
    }
  }

  /** Who is told from now on; any thread. */
  void ports(Port... all) {
    ports = all;
  }

  /** When what comes next is to be heard, by {@link System#nanoTime}. */
  void time(long ns) {
    timeNs = ns;
  }

  /** Begins a note. */
  void noteOn(int channel, int note, int velocity) {
    sounding[channel * Midi.VALUES + note]++;
    send(Midi.noteOn(channel, note, velocity));
  }

  /** Ends a note that was begun; it goes on sounding while somebody else plays it. */
  void noteOff(int channel, int note) {
    if (--sounding[channel * Midi.VALUES + note] == 0) {
      send(Midi.noteOff(channel, note));
    }
  }

  /** Sets a controller, and says so if that is new; returns whether it is. */
  boolean control(int channel, int controller, int value) {
    int index = channel * Midi.VALUES + controller;
    if (controllers.get(index) == value) {
      return false;
    }
    boolean all = send(Midi.control(channel, controller, value));
    controllers.lazySet(index, all ? value : UNKNOWN); // else it is said again
    return true;
  }

  /** Sets the pitch wheel, and says so if that is new; returns whether it is. */
  boolean wheel(int channel, int position) {
    if (wheels.get(channel) == position) {
      return false;
    }
    boolean all = send(Midi.wheel(channel, position));
    wheels.lazySet(channel, all ? position : UNKNOWN);
    return true;
  }

  /** Lets go what was sent since the last time. */
  void flush() {
    if (pending) {
      pending = false;
      for (Port port : ports) {
        port.flush();
      }
    }
  }

  /** Whether channels 2 to 16 are a zone of MPE; is said to all if that is new. */
  void mpe(boolean zone) {
    if (zone == mpe) {
      return;
    }
    mpe = zone;
    for (int channel = 0; channel < wheels.length(); channel++) {
      if (wheels.get(channel) != UNKNOWN) {
        wheel(channel, Midi.WHEEL_CENTRE); // before its range is another
      }
    }
    for (int command : zone ? ZONE : NO_ZONE) {
      send(command);
    }
  }

  /** What a listener that comes now must know to hear the same as others; any thread. */
  int[] welcome() {
    IntStream zone = mpe ? Arrays.stream(ZONE) : IntStream.empty();
    IntStream set =
        IntStream.range(0, controllers.length())
            .filter(i -> controllers.get(i) != UNKNOWN)
            .map(i -> Midi.control(i / Midi.VALUES, i % Midi.VALUES, controllers.get(i)));
    IntStream bent =
        IntStream.range(0, wheels.length())
            .filter(channel -> wheels.get(channel) != UNKNOWN)
            .map(channel -> Midi.wheel(channel, wheels.get(channel)));
    return IntStream.concat(zone, IntStream.concat(set, bent)).toArray();
  }

  /** Whether all ports have taken it. */
  private boolean send(int command) {
    pending = true;
    boolean all = true;
    for (Port port : ports) {
      all &= port.send(command, timeNs);
    }
    return all;
  }

  /**
   * Makes a zone of the lower kind, or ends it (MPE 1.0, 2.1); receivers that do not know zones
   * understand the bend's range, in semitones.
   */
  private static int[] zone(int members, int bendRange) {
    IntStream zone = parameter(0, 6, members);
    for (int channel = 1; channel <= MEMBERS; channel++) {
      zone = IntStream.concat(zone, parameter(channel, 0, bendRange));
    }
    return zone.toArray();
  }

  /** Sets a registered parameter, and leaves none selected. */
  private static IntStream parameter(int channel, int number, int value) {
    return IntStream.of(
        Midi.control(channel, 101, 0),
        Midi.control(channel, 100, number),
        Midi.control(channel, 6, value),
        Midi.control(channel, 101, 127),
        Midi.control(channel, 100, 127));
  }
}
