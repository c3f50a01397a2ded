package inkcast.midi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.midi.Mapping.Gate;
import inkcast.midi.Player.Part;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A writer whose lines begin at 500 and are 160 high, on a page of 1270 x 1270. */
class PlayerTest {
  private static final float PAGE = 1270;
  private static final float LINE = 500;

  private final Channels channels = new Channels();
  private final Heard heard = new Heard();
  private Player player = player(Gate.PEN, false);
  private float y = LINE;

  @BeforeEach
  void listen() {
    channels.ports(heard);
    channels.flush();
  }

  private static Player player(Gate gate, boolean mpe) {
    int none = Mapping.NONE;
    Mapping mapping = new Mapping(2, Scale.CHROMATIC, 48, 23, 160, 27, 127, gate, none, none, none);
    return new Player(Part.of(mapping, true, mpe), command -> {});
  }

  @Test
  void shouldPlayFromPenDownToPenUp() {
    stroke(0, true, true);
    assertEquals(List.of("923c1b"), heard.take()); // the middle of the line, slowly
    stroke(30, true, true);
    assertEquals(List.of(), heard.take()); // it holds its pitch
    stroke(0, true, false);
    assertEquals(List.of("823c40"), heard.take());
    stroke(30, false, false);
    assertEquals(List.of(), heard.take());
    stroke(0, false, true);
    assertEquals(1, heard.take("9").size());
  }

  @Test
  void shouldEndTheNoteOfAStrokeWhenNoneFollowsThePensLift() {
    player = player(Gate.STROKE, false);
    stroke(0, true, true);
    stroke(0, true, false);
    assertEquals(2, heard.take("9").size());
    player.touch();
    player.pen(false);
    player.play(channels, PAGE, PAGE);
    channels.flush();
    assertEquals(1, heard.take("8").size());
  }

  @Test
  void shouldPlayHighWhatIsHigh() {
    String[] notes = {"47", "3c", "30", "30"}; // the top, the middle, the bottom, below it
    float[] places = {-80, 0, 79, 500};
    for (int i = 0; i < places.length; i++) {
      player = player(Gate.PEN, false);
      y = LINE;
      stroke(0, true, false); // a line begins
      stroke(places[i], false, true);
      assertEquals(notes[i], heard.take("9").getFirst().substring(2, 4), "at " + places[i]);
      stroke(0, true, false);
    }
  }

  @Test
  void shouldPlayLoudWhatIsFast() {
    player.wrote(0, LINE, 3.75f, 0, true); // of 30, averaged over 8
    player.pen(true);
    player.play(channels, PAGE, PAGE);
    channels.flush();
    int slow = Integer.parseInt(heard.take("9").getFirst().substring(4), 16);
    player.restarted();
    for (int i = 0; i < 100; i++) {
      player.wrote(0, LINE, 90, 0, false);
      player.pen(i == 99);
      player.play(channels, PAGE, PAGE);
    }
    channels.flush();
    int fast = Integer.parseInt(heard.take("9").getFirst().substring(4), 16);
    assertEquals(27 + Math.round(100 * 3.75f / 8 / 15), slow);
    assertEquals(127, fast);
  }

  @Test
  void shouldEndTheNoteAtARestartAndBeginAnother() {
    stroke(20, true, true);
    heard.take();
    player.restarted();
    y = LINE;
    stroke(0, true, true);
    assertEquals(List.of("823940", "923c"), starts(heard.take(), 6, 4));
  }

  @Test
  void shouldRestAndGoOn() {
    stroke(0, true, true);
    heard.take();
    player.rest(true);
    player.play(channels, PAGE, PAGE);
    channels.flush();
    assertEquals(List.of("823c40"), heard.take());
    player.rest(false);
    player.play(channels, PAGE, PAGE);
    channels.flush();
    assertEquals(List.of(), heard.take());
    stroke(0, true, true); // the pen has stayed down
    assertEquals(1, heard.take("9").size());
  }

  @Test
  void shouldPlayEachStrokeWhereThatIsWanted() {
    player = player(Gate.STROKE, false);
    stroke(0, true, true);
    assertEquals(List.of("923c"), starts(heard.take(), 4));
    stroke(0, true, true);
    assertEquals(List.of("823c", "923c"), starts(heard.take(), 4, 4));
    stroke(0, true, false); // drawn, then it lifts
    assertEquals(List.of("823c", "923c"), starts(heard.take(), 4, 4));
    stroke(0, false, true);
    assertEquals(List.of("823c"), starts(heard.take(), 4));
  }

  @Test
  void shouldBendItsNoteInMpe() {
    player = player(Gate.PEN, true);
    stroke(0, true, true);
    assertEquals(List.of("e20040", "b24a00", "923c"), starts(heard.take(), 6, 6, 4));
    stroke(-160, true, true); // 23 semitones up
    int bend = 8192 + Math.round(23f / 48 * 8192);
    assertEquals(List.of("e2%02x%02x".formatted(bend & 127, bend >> 7), "b24a7f"), heard.take());
    stroke(-1e9f, true, true);
    assertTrue(heard.take().contains("e27f7f"));
    stroke(0, true, false);
    assertEquals(List.of("823c40"), heard.take());
  }

  /** Moves the pen down the page, drawing or not, and leaves it down or lifts it. */
  private void stroke(float dy, boolean drawn, boolean down) {
    y += dy;
    player.wrote(100, y, 0, dy, drawn);
    player.pen(down);
    player.play(channels, PAGE, PAGE);
    channels.flush();
  }

  private static List<String> starts(List<String> commands, int... lengths) {
    assertEquals(lengths.length, commands.size(), commands::toString);
    return IntStream.range(0, lengths.length)
        .mapToObj(i -> commands.get(i).substring(0, lengths[i]))
        .toList();
  }
}
