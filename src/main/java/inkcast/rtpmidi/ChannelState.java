package inkcast.rtpmidi;

import inkcast.rtpmidi.Journal.Controller;
import inkcast.rtpmidi.Journal.Note;
import inkcast.rtpmidi.Journal.Program;
import inkcast.rtpmidi.Journal.Tool;
import java.util.Arrays;
import java.util.function.IntConsumer;

/** What a peer has told one channel, and what a journal says that we have missed of it. */
final class ChannelState {
  private static final int UNKNOWN = -1;

  private final int channel;
  private final byte[] velocities = new byte[Midi.VALUES]; // 0: silent, (notes,)
  private final byte[] values = new byte[Midi.VALUES]; // -1: unknown, (controllers,)
  private final byte[] counts = new byte[Midi.VALUES]; // how often, modulo 64, (controllers,)
  private int wheel = UNKNOWN;
  private int program = UNKNOWN;

  ChannelState(int channel) {
    this.channel = channel;
    Arrays.fill(values, (byte) UNKNOWN);
  }

  /** Takes down a command that was received, or emitted in its place. */
  void heard(int command) {
    int first = Midi.first(command);
    int second = Midi.second(command);
    switch (Midi.kind(command)) {
      case Midi.NOTE_OFF -> velocities[first] = 0;
      case Midi.NOTE_ON -> velocities[first] = (byte) second;
      case Midi.CONTROL -> {
        values[first] = (byte) second;
        counts[first] = (byte) (counts[first] + 1 & 0x3f);
        if (first == Midi.RESET_ALL_CONTROLLERS) {
          Resets.controllers(controller -> values[controller] = (byte) Resets.value(controller));
          wheel = Midi.WHEEL_CENTRE;
        } else if (Resets.silences(first)) {
          Arrays.fill(velocities, (byte) 0);
        }
      }
      case Midi.PROGRAM -> program = first;
      case Midi.WHEEL -> wheel = Midi.position(command);
      default -> {}
    }
  }

  /**
   * Emits what is missing, channel mode first, as it silences and resets.
   *
   * @param emit is given the commands
   */
  void repair(Journal.Channel journal, IntConsumer emit) {
    journal.controllers().stream().filter(c -> isMode(c.number())).forEach(c -> repair(c, emit));
    if (journal.program() != null) {
      repair(journal.program(), emit);
    }
    journal.controllers().stream().filter(c -> !isMode(c.number())).forEach(c -> repair(c, emit));
    if (journal.wheel() >= 0 && journal.wheel() != wheel) {
      emit(Midi.wheel(channel, journal.wheel()), emit);
    }
    for (int note : journal.released()) {
      release(note, emit);
    }
    for (Note note : journal.notes()) {
      repair(note, emit);
    }
  }

  /** Emits note-offs for what sounds. */
  void silence(IntConsumer emit) {
    for (int note = 0; note < Midi.VALUES; note++) {
      release(note, emit);
    }
  }

  /** Emits note-offs for what sounds, but for what a journal says does. */
  void silenceBut(Journal journal, IntConsumer emit) {
    for (int note = 0; note < Midi.VALUES; note++) {
      if (!journal.sounds(channel, note)) {
        release(note, emit);
      }
    }
  }

  private void release(int note, IntConsumer emit) {
    if (velocities[note] > 0) {
      emit(Midi.noteOff(channel, note), emit);
    }
  }

  /** One that sounds with another velocity has been released and struck again. */
  private void repair(Note note, IntConsumer emit) {
    if (velocities[note.note()] != note.velocity()) {
      release(note.note(), emit);
      if (note.play()) {
        emit(Midi.noteOn(channel, note.note(), note.velocity()), emit);
      }
    }
  }

  private static boolean isMode(int controller) {
    return controller >= Midi.ALL_SOUND_OFF;
  }

  private void repair(Controller told, IntConsumer emit) {
    int number = told.number();
    boolean on = values[number] >= 64;
    switch (told.tool()) {
      case VALUE -> {
        if (values[number] != told.value()) {
          emit(Midi.control(channel, number, told.value()), emit);
        }
      }
      case TOGGLES -> {
        boolean shouldBeOn = (told.value() & 1) != 0; // it begins as off
        if (on != shouldBeOn) {
          emit(Midi.control(channel, number, shouldBeOn ? 127 : 0), emit);
        }
      }
      case COUNT -> {
        if (counts[number] != told.value()) {
          emit(Midi.control(channel, number, 0), emit);
          counts[number] = (byte) told.value();
        }
      }
    }
  }

  private void repair(Program told, IntConsumer emit) {
    if (told.program() != program) {
      if (told.bank() >= 0) {
        repair(new Controller(0, Tool.VALUE, told.bank() >> 7), emit);
        repair(new Controller(32, Tool.VALUE, told.bank() & 0x7f), emit);
      }
      emit(Midi.program(channel, told.program()), emit);
    }
  }

  private void emit(int command, IntConsumer emit) {
    heard(command);
    emit.accept(command);
  }
}
