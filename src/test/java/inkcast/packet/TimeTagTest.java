package inkcast.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTagTest {

  @ParameterizedTest
  @ValueSource(
      longs = {0, 1, 999, 1_795_541_400_125L, 2_085_978_495_999L, 2_085_978_496_000L, 1L << 41})
  void shouldGiveATimeOfDayBack(long wallMillis) {
    assertEquals(wallMillis, TimeTag.millis(TimeTag.ofMillis(wallMillis)));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 16_666_667, 999_999_999, 1_000_000_000, 3_600_000_000_001L})
  void shouldGiveNanosecondsBack(long ns) {
    assertEquals(ns, TimeTag.nanos(TimeTag.ofNanos(ns)));
  }
}
