package inkcast.midi;

import inkcast.midi.Mapping.Gate;
import inkcast.rtpmidi.Midi;
import java.util.function.IntConsumer;

/**
 * One writer as a player: pen down is a note, its height the pitch, its speed the velocity. Is told
 * what happens in a tick, then plays it. Tick's thread, or that of a file; allocates nothing.
 */
final class Player {
  /** Page units a stroke at which the controller of speed is at its highest. */
  static final float FULL_SPEED = 30;

  /** The same for the velocity, of the average: few writers keep up more for long. */
  private static final float FULL_PACE = 15;

  /** Strokes over which the speed for a velocity is averaged, so that leaps do not shout. */
  private static final float PACE_STROKES = 8;

  /** Strokes in which a line's middle follows the pen: writing drifts, and Chinese goes down. */
  private static final float LINE_STROKES = 400;

  private static final int HIGHEST = 127;
  private static final int SILENT = -1;
  private static final int TIMBRE = 74; // MPE's third dimension

  private final IntConsumer played;
  private Part part;
  private boolean atStart = true; // of a line: nothing of it is written
  private boolean down = true;
  private boolean resting;
  private boolean due; // at the end of this tick
  private boolean interrupted; // in this tick
  private boolean wrote; // in this tick
  private boolean ink;
  private float x;
  private float y;
  private float lineY; // the line's middle
  private float speed; // of the last stroke, page units
  private float pace; // the same, averaged
  private int note = SILENT; // that sounds
  private float noteY; // where the pen was as it began

  /**
   * A writer at the start of a line.
   *
   * @param played is told each command of its own, as {@link Midi} has it
   */
  Player(Part part, IntConsumer played) {
    this.part = part;
    this.played = played;
  }

  /**
   * What a player needs to play.
   *
   * @param notes there are, from low to high
   * @param leads whether its channel's controllers and wheel are its own
   * @param mpe whether its notes bend
   */
  record Part(Mapping mapping, int[] notes, boolean leads, boolean mpe) {
    static Part of(Mapping mapping, boolean leads, boolean mpe) {
      return new Part(mapping, mapping.scale().notes(mapping.root(), mapping.span()), leads, mpe);
    }
  }

  /** Plays this from now on; if it is another part, its note is begun anew. */
  void take(Part next, Channels on) {
    boolean same = next.mapping.equals(part.mapping) && next.mpe == part.mpe;
    if (!same) {
      release(on);
    }
    part = next;
  }

  /** Is to play at the end of this tick; returns whether that is new. */
  boolean touch() {
    boolean fresh = !due;
    due = true;
    return fresh;
  }

  /** Forgets what happened in this tick, and plays on from silence. */
  void interrupt(Channels on) {
    due = false;
    wrote = false;
    release(on);
  }

  /** A new line begins. */
  void restarted() {
    atStart = true;
    interrupted = true;
    down = true;
  }

  /** The writer rests, or goes on. */
  void rest(boolean now) {
    resting = now;
  }

  /** The pen has come down or lifted. */
  void pen(boolean isDown) {
    down = isDown;
  }

  /**
   * The pen has moved.
   *
   * @param toX page units, as all
   */
  void wrote(float toX, float toY, float dx, float dy, boolean drawn) {
    lineY = atStart ? toY - dy : lineY + (toY - lineY) / LINE_STROKES;
    atStart = false;
    wrote = true;
    ink = drawn;
    x = toX;
    y = toY;
    speed = (float) Math.hypot(dx, dy);
    pace += (speed - pace) / PACE_STROKES;
  }

  /** Plays what has happened in this tick. */
  void play(Channels on, float pageWidth, float pageHeight) {
    boolean writes = wrote && !resting;
    boolean moved = wrote;
    boolean anew = interrupted;
    interrupted = false;
    wrote = false;
    due = false;
    boolean each = part.mapping.gate() == Gate.STROKE;
    if (anew || resting || !down || (each && moved)) {
      release(on);
    }
    boolean begins = note == SILENT && writes && (each ? ink : down);
    if (begins) {
      noteY = y; // from where its bend is counted
    }
    if (writes && part.leads) {
      control(on, pageWidth, pageHeight, begins || note != SILENT);
    }
    if (begins) {
      begin(on);
    }
  }

  /** Lets go of the note that sounds, if one does. */
  void release(Channels on) {
    if (note != SILENT) {
      on.noteOff(part.mapping.channel(), note);
      played.accept(Midi.noteOff(part.mapping.channel(), note));
      note = SILENT;
    }
  }

  private void begin(Channels on) {
    int[] notes = part.notes;
    note = notes[Math.min(notes.length - 1, (int) (height() * notes.length))];
    int softest = part.mapping.softest();
    float loudness = Math.min(1, pace / FULL_PACE);
    int velocity = softest + Math.round(loudness * (part.mapping.loudest() - softest));
    on.noteOn(part.mapping.channel(), note, velocity);
    played.accept(Midi.noteOn(part.mapping.channel(), note, velocity));
  }

  /** Where the pen is within its line, from 0 at the bottom to 1 at the top. */
  private float height() {
    return Math.clamp((lineY - y) / part.mapping.height() + 0.5f, 0, 1);
  }

  private void control(Channels on, float pageWidth, float pageHeight, boolean sounds) {
    control(on, part.mapping.x(), x / pageWidth);
    control(on, part.mapping.y(), y / pageHeight);
    control(on, part.mapping.speed(), speed / FULL_SPEED);
    if (part.mpe && sounds) {
      float semitones = (noteY - y) / part.mapping.height() * part.mapping.span();
      float bend = Math.clamp(semitones / Channels.BEND_RANGE, -1, 1);
      int position = Midi.WHEEL_CENTRE + Math.round(bend * Midi.WHEEL_CENTRE);
      position = Math.min(position, Midi.WHEEL_HIGHEST);
      if (on.wheel(part.mapping.channel(), position)) {
        played.accept(Midi.wheel(part.mapping.channel(), position));
      }
      control(on, TIMBRE, speed / FULL_SPEED);
    }
  }

  private void control(Channels on, int controller, float position) {
    if (controller != Mapping.NONE) {
      int value = Math.clamp(Math.round(position * HIGHEST), 0, HIGHEST);
      if (on.control(part.mapping.channel(), controller, value)) {
        played.accept(Midi.control(part.mapping.channel(), controller, value));
      }
    }
  }
}
