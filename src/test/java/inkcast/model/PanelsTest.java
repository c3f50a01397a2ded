package inkcast.model;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class PanelsTest {

  @Test
  void shouldNotQuantiseWhatIsStoredInFloats() {
    assertNull(Panels.of(RandomWeights.of(13, 2, 1)).int8());
  }

  @Test
  void shouldReadFloatsWhereALevelWouldOverflowItsWord() {
    Weights weights = RandomWeights.of(13, 2, 1).rounded();
    assertNotNull(Panels.of(weights).int8());

    weights.quantised().recurrent().levels()[5] = -128;

    assertNull(Panels.of(weights).int8());
  }
}
