package inkcast.tick;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OnceAMinuteTest {
  private static final long SECOND_NS = 1_000_000_000;

  private long nowNs = Long.MAX_VALUE - SECOND_NS; // about to begin again from below

  @Test
  void shouldBeDueAtOnceAndThenAMinuteAfterEachLine() {
    OnceAMinute complaints = new OnceAMinute(() -> nowNs);
    assertTrue(complaints.due());
    assertFalse(complaints.due());
    nowNs += 59 * SECOND_NS;
    assertFalse(complaints.due());
    nowNs += SECOND_NS;
    assertTrue(complaints.due());
    nowNs += 59 * SECOND_NS;
    assertFalse(complaints.due());
  }
}
