package inkcast.rtpmidi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.rtpmidi.SessionMessage.Clock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Times in units of 100 us; the peer's clock is 5,000 ahead. */
class PeerClockTest {
  private static final int AHEAD = 5_000;
  private static final long TICK_NS = 100_000;

  private final ManualClock time = new ManualClock();
  private final long beginNs = time.getAsLong();
  private final PeerClock clock = new PeerClock(new HostClock(time), 1);

  @Test
  void shouldLearnFromAnExchangeThatItBegan() {
    assertFalse(clock.known());
    ask(2, 2);
    assertTrue(clock.known());
    assertEquals(0, off());
  }

  @Test
  void shouldLearnFromAnExchangeThatThePeerBegan() {
    long now = now();
    clock.answer(new Clock(7, 0, now + AHEAD, 0, 0));
    clock.answer(new Clock(7, 2, now + AHEAD, now, now + AHEAD));
    assertEquals(0, off());
  }

  @Test
  void shouldBelieveTheQuickestExchange() {
    ask(10, 10);
    ask(2, 2);
    ask(2, 80); // the answer waited
    assertEquals(0, off());
    for (int i = 0; i < 6; i++) {
      ask(2, 10);
    }
    assertEquals(0, off());
    ask(2, 10); // by now the quick one is forgotten
    assertEquals(4, Math.abs(off()));
  }

  @Test
  void shouldNotBelieveAnOldExchangeForEver() {
    ask(1, 1);
    time.forward(TimeUnit.HOURS.toMillis(1));
    ask(3, 5);
    assertEquals(1, Math.abs(off()));
  }

  @Test
  void shouldIgnoreAnswersToWhatItDidNotAsk() {
    assertNull(clock.answer(new Clock(7, 1, 99, 5, 0)));
    assertFalse(clock.known());
    long now = now();
    clock.answer(new Clock(7, 2, Long.MIN_VALUE, now, Long.MAX_VALUE)); // nonsense does no harm
    assertEquals(time.getAsLong(), clock.ns(Integer.MIN_VALUE));
  }

  /** An exchange whose question and answer are so long under way. */
  private void ask(int there, int back) {
    Clock asked = clock.ask();
    forward(there);
    long peers = now() + AHEAD;
    forward(back);
    clock.answer(new Clock(7, 1, asked.time1(), peers, 0));
  }

  /** How far a packet of the present is taken for one of another time, ticks. */
  private long off() {
    return (clock.ns((int) (now() + AHEAD)) - time.getAsLong()) / TICK_NS;
  }

  private long now() {
    return (time.getAsLong() - beginNs) / TICK_NS;
  }

  private void forward(int ticks) {
    for (int i = 0; i < ticks; i++) {
      time.forwardNs(TICK_NS);
    }
  }
}
