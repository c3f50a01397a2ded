package inkcast.rtpmidi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private final List<Runnable> loop = new ArrayList<>();
  private final Outbox outbox = new Outbox(8, loop::add, () -> {});
  private final long[] taken = new long[5];

  @Test
  void shouldHandOverInOrder() {
    assertTrue(outbox.add(1, false));
    assertTrue(outbox.add(2, false));
    assertEquals(0, outbox.take(taken)); // not before it is published
    outbox.publish();
    outbox.publish();
    assertEquals(1, loop.size());
    outbox.begin();
    assertEquals(2, outbox.take(taken));
    assertArrayEquals(new long[] {1, 2, 0, 0, 0}, taken);
    outbox.publish();
    assertEquals(2, loop.size());
  }

  @Test
  void shouldKeepRoomForNotes() {
    for (int i = 0; i < 6; i++) {
      assertTrue(outbox.add(i, false));
    }
    assertFalse(outbox.add(6, false));
    assertTrue(outbox.add(7, true));
    assertTrue(outbox.add(8, true));
    assertFalse(outbox.takeOverflow());
    assertFalse(outbox.add(9, true));
    assertTrue(outbox.takeOverflow());
    assertFalse(outbox.takeOverflow());
  }

  @Test
  void shouldGoRoundForEver() {
    int next = 0;
    int expected = 0;
    for (int round = 0; round < 1000; round++) {
      while (outbox.add(next, true)) {
        next++;
      }
      outbox.publish();
      int count = outbox.take(taken);
      for (int i = 0; i < count; i++) {
        assertEquals(expected++, taken[i]);
      }
    }
    assertTrue(expected > 4000);
  }

  @Test
  void shouldNotThrowWhenTheLoopHasEnded() {
    Outbox late =
        new Outbox(
            8,
            _ -> {
              throw new RejectedExecutionException("ended");
            },
            () -> {});
    late.add(1, true);
    late.publish();
    late.publish();
  }
}
