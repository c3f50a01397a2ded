package inkcast.rtpmidi;

/**
 * MIDI 1.0 commands of up to three bytes as one number, so that they are handed on without being
 * allocated: {@code status << 16 | first << 8 | second}; data bytes that a command lacks are 0.
 * Channels count from 0.
 */
public final class Midi {
  /** Channels of a cable. */
  public static final int CHANNELS = 16;

  /** Values of a data byte: notes, velocities, controllers. */
  public static final int VALUES = 128;

  /** Pitch wheel in its middle, of 0 to {@link #WHEEL_HIGHEST}. */
  public static final int WHEEL_CENTRE = 0x2000;

  /** Pitch wheel at its upper end. */
  public static final int WHEEL_HIGHEST = 0x3fff;

  /** Controller: the sustain pedal. */
  public static final int SUSTAIN = 64;

  /** Channel mode: silence at once. */
  public static final int ALL_SOUND_OFF = 120;

  /** Channel mode: pedals up, modulation and pitch wheel to their middle. */
  public static final int RESET_ALL_CONTROLLERS = 121;

  /** Channel mode: releases every key. */
  public static final int ALL_NOTES_OFF = 123;

  /** Kind: a key is released. */
  public static final int NOTE_OFF = 0x80;

  /** Kind: a key is struck, or released if the velocity is 0. */
  public static final int NOTE_ON = 0x90;

  /** Kind: a key is pressed on. */
  public static final int KEY_PRESSURE = 0xa0;

  /** Kind: control change or channel mode. */
  public static final int CONTROL = 0xb0;

  /** Kind: program change. */
  public static final int PROGRAM = 0xc0;

  /** Kind: the channel's keys are pressed on. */
  public static final int PRESSURE = 0xd0;

  /** Kind: pitch wheel. */
  public static final int WHEEL = 0xe0;

  /** Kind: no channel's. */
  public static final int SYSTEM = 0xf0;

  static final int REAL_TIME = 0xf8;

  private static final int RELEASE = 64; // the velocity of a note-off that is not known

  private Midi() {}

  /** Any command of these three bytes. */
  public static int of(int status, int first, int second) {
    return (status & 0xff) << 16 | (first & 0x7f) << 8 | (second & 0x7f);
  }

  /** Note-on; with velocity 0 it is a note-off. */
  public static int noteOn(int channel, int note, int velocity) {
    return of(NOTE_ON | channel, note, velocity);
  }

  /** Note-off, of middling velocity. */
  public static int noteOff(int channel, int note) {
    return of(NOTE_OFF | channel, note, RELEASE);
  }

  /** Control change, or channel mode from controller 120 on. */
  public static int control(int channel, int controller, int value) {
    return of(CONTROL | channel, controller, value);
  }

  /** Program change. */
  public static int program(int channel, int program) {
    return of(PROGRAM | channel, program, 0);
  }

  /**
   * Pitch wheel.
   *
   * @param position from 0 to 16,383
   */
  public static int wheel(int channel, int position) {
    return of(WHEEL | channel, position, position >> 7);
  }

  /** The status byte. */
  public static int status(int command) {
    return command >> 16;
  }

  /** The status byte without the channel. */
  public static int kind(int command) {
    return command >> 16 & 0xf0;
  }

  /** The channel, of a channel's command. */
  public static int channel(int command) {
    return command >> 16 & 0x0f;
  }

  /** The first data byte: note, controller, program. */
  public static int first(int command) {
    return command >> 8 & 0x7f;
  }

  /** The second data byte: velocity, value. */
  public static int second(int command) {
    return command & 0x7f;
  }

  /** Where the pitch wheel is, from 0 to 16,383. */
  public static int position(int command) {
    return second(command) << 7 | first(command);
  }

  /**
   * Whether a controller is a part of a registered or other parameter: data entry, one more, one
   * less, or which parameter. Alone it would say something else.
   */
  public static boolean isParameter(int controller) {
    return controller == 6 || controller == 38 || (controller >= 96 && controller <= 101);
  }

  /** Whether the last value of a controller is all that it says. */
  public static boolean isValue(int controller) {
    return controller < ALL_SOUND_OFF && !isParameter(controller);
  }

  /** Whether it begins a note: one of velocity 0 ends it. */
  public static boolean startsNote(int command) {
    return kind(command) == NOTE_ON && second(command) > 0;
  }

  /** Whether it ends a note. */
  public static boolean endsNote(int command) {
    return kind(command) == NOTE_OFF || (kind(command) == NOTE_ON && second(command) == 0);
  }

  /** Data bytes behind a status byte that is not of SysEx. */
  static int dataBytes(int status) {
    return switch (status & 0xf0) {
      case PROGRAM, PRESSURE -> 1;
      case SYSTEM ->
          switch (status) {
            case 0xf1, 0xf3 -> 1; // time code, song select
            case 0xf2 -> 2; // song position
            default -> 0;
          };
      default -> 2;
    };
  }
}
