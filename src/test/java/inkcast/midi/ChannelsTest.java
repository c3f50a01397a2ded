package inkcast.midi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import inkcast.rtpmidi.Midi;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChannelsTest {
  private final Channels channels = new Channels();
  private final Heard heard = new Heard();

  @BeforeEach
  void listen() {
    channels.ports(heard);
  }

  @Test
  void shouldEndANoteWithTheLastWhoPlaysIt() {
    channels.noteOn(4, 60, 100);
    channels.noteOn(4, 60, 90);
    channels.noteOn(5, 60, 80); // on another channel
    channels.noteOff(4, 60);
    assertEquals(List.of("943c64", "943c5a", "953c50"), taken());
    channels.noteOff(4, 60);
    assertEquals(List.of("843c40"), taken());
    channels.noteOn(4, 60, 70);
    channels.noteOff(4, 60);
    assertEquals(List.of("943c46", "843c40"), taken());
  }

  @Test
  void shouldSayOnlyWhatChanges() {
    channels.control(0, 16, 5);
    channels.control(0, 16, 5);
    channels.wheel(0, Midi.WHEEL_CENTRE);
    channels.wheel(0, Midi.WHEEL_CENTRE);
    channels.control(1, 16, 5);
    assertEquals(List.of("b01005", "e00040", "b11005"), taken());
    channels.control(0, 16, 6);
    channels.wheel(0, 0);
    assertEquals(List.of("b01006", "e00000"), taken());
  }

  @Test
  void shouldTellWhoComesWhatWasSaid() {
    assertArrayEquals(new int[0], channels.welcome());
    channels.control(3, 17, 99);
    channels.wheel(2, Midi.WHEEL_HIGHEST);
    channels.noteOn(1, 60, 64); // it comes too late for it
    assertArrayEquals(
        new int[] {Midi.control(3, 17, 99), Midi.wheel(2, Midi.WHEEL_HIGHEST)}, channels.welcome());
  }

  @Test
  void shouldMakeAZoneOfMpe() {
    channels.mpe(true);
    channels.mpe(true);
    List<String> said = taken();
    assertEquals(List.of("b06500", "b06406", "b0060f", "b0657f", "b0647f"), said.subList(0, 5));
    assertEquals(
        List.of("bf6500", "bf6400", "bf0630"), said.subList(said.size() - 5, said.size() - 2));
    assertEquals(
        said, Arrays.stream(channels.welcome()).mapToObj(c -> "%06x".formatted(c)).toList());
    channels.wheel(4, 0);
    channels.mpe(false);
    List<String> ended = taken();
    assertEquals(List.of("e40000", "e40040"), ended.subList(0, 2)); // in tune again
    assertEquals(List.of("b06500", "b06406", "b00600", "b0657f", "b0647f"), ended.subList(2, 7));
    assertEquals(List.of("b16500", "b16400", "b10602"), ended.subList(7, 10)); // two semitones
    assertArrayEquals(new int[] {Midi.wheel(4, Midi.WHEEL_CENTRE)}, channels.welcome());
  }

  @Test
  void shouldSayNothingWhereNothingIsNew() {
    int[] flushed = {0};
    channels.ports(
        new Port() {
          @Override
          public boolean send(int command, long timeNs) {
            return true;
          }

          @Override
          public void flush() {
            flushed[0]++;
          }
        });
    channels.flush();
    channels.control(0, 1, 1);
    channels.flush();
    channels.control(0, 1, 1);
    channels.flush();
    assertEquals(1, flushed[0]);
  }

  private List<String> taken() {
    channels.flush();
    return heard.take();
  }
}
