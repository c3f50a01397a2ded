package inkcast.midi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScaleTest {
  @Test
  void shouldClimbFromTheRoot() {
    assertArrayEquals(new int[] {48, 50, 52, 55, 57, 60, 62}, Scale.PENTATONIC.notes(48, 14));
    assertArrayEquals(new int[] {45, 47, 48, 50, 52, 53, 55, 57}, Scale.MINOR.notes(45, 12));
    assertEquals(Scale.MINOR_PENTATONIC, Scale.named("minor-pentatonic"));
  }

  @ParameterizedTest
  @EnumSource
  void shouldStayWithinMidi(Scale scale) {
    assertEquals(127, scale.notes(127, 24)[0]);
    assertEquals(1, scale.notes(127, 24).length);
    assertEquals(1, scale.notes(0, 0).length);
    int[] octave = scale.notes(60, 12);
    assertEquals(60, octave[0]);
    assertEquals(72, octave[octave.length - 1]);
  }
}
