package inkcast.midi;

import inkcast.midi.Player.Part;
import inkcast.rtpmidi.Midi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;

/** What one writer plays, as a Standard MIDI File of one track. One thread. */
public final class MidiFile {
  private static final int TICKS_A_QUARTER = 480;
  private static final int QUARTER_US = 500_000; // 120 a minute: what most programs begin with
  private static final long TICKS_A_SECOND = 1_000_000L * TICKS_A_QUARTER / QUARTER_US;
  private static final int TEMPO = 0x51;
  private static final int TRACK_NAME = 0x03;

  private final Channels channels = new Channels();
  private final Player player;
  private final float pageWidth;
  private final float pageHeight;
  private final double rate;
  private final Sequence sequence;
  private final Track track;
  private long strokes;

  /**
   * Nothing is played yet.
   *
   * @param title for people
   * @param pageWidth page units, as the height
   * @param rate strokes a second
   */
  public MidiFile(String title, Mapping mapping, float pageWidth, float pageHeight, double rate) {
    this.pageWidth = pageWidth;
    this.pageHeight = pageHeight;
    this.rate = rate;
    player = new Player(Part.of(mapping, true, false), command -> {});
    try {
      sequence = new Sequence(Sequence.PPQ, TICKS_A_QUARTER);
      track = sequence.createTrack();
      meta(TRACK_NAME, title.getBytes(StandardCharsets.UTF_8));
      meta(
          TEMPO,
          new byte[] {(byte) (QUARTER_US >> 16), (byte) (QUARTER_US >> 8), (byte) QUARTER_US});
    } catch (InvalidMidiDataException e) {
      throw new AssertionError("these are valid", e);
    }
    channels.ports(
        new Port() {
          @Override
          public boolean send(int command, long timeNs) {
            add(command);
            return true;
          }

          @Override
          public void flush() {}
        });
  }

  /** A new line begins. */
  public void restarted() {
    player.restarted();
  }

  /**
   * The pen has moved.
   *
   * @param x page units, as all
   * @param drawn whether it was down
   * @param down whether it is down now
   */
  public void wrote(float x, float y, float dx, float dy, boolean drawn, boolean down) {
    player.wrote(x, y, dx, dy, drawn);
    player.pen(down);
    player.play(channels, pageWidth, pageHeight);
    strokes++;
  }

  /** Ends what sounds, and gives the file's bytes. */
  public byte[] end() throws IOException {
    player.release(channels);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    MidiSystem.write(sequence, 0, bytes);
    return bytes.toByteArray();
  }

  private void meta(int type, byte[] data) throws InvalidMidiDataException {
    track.add(new MidiEvent(new MetaMessage(type, data, data.length), 0));
  }

  private void add(int command) {
    try {
      ShortMessage message =
          new ShortMessage(Midi.status(command), Midi.first(command), Midi.second(command));
      track.add(new MidiEvent(message, Math.round(strokes * TICKS_A_SECOND / rate)));
    } catch (InvalidMidiDataException e) {
      throw new AssertionError("a command is valid", e);
    }
  }
}
