package inkcast.rtpmidi;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Events on their way from one thread to the event loop, in a ring that is allocated once. While
 * the loop is stuck controllers are refused first: the last quarter is kept for notes.
 */
public final class Outbox {
  private static final int KEPT_FOR_NOTES = 4; // one part of so many

  private final long[] ring; // see Event, (a power of two,)
  private final Executor loop;
  private final Runnable receiver;
  private final AtomicBoolean due = new AtomicBoolean();
  private volatile long published; // by the sender
  private volatile long taken; // by the loop
  private long added; // the sender's
  private volatile boolean overflowed;
  private volatile int refused; // by the sender, wraps around
  private int reported; // the loop's

  /**
   * Nothing in it.
   *
   * @param capacity a power of two
   * @param receiver runs on the loop when there is something to take
   */
  public Outbox(int capacity, Executor loop, Runnable receiver) {
    ring = new long[capacity];
    this.loop = loop;
    this.receiver = receiver;
  }

  /**
   * Adds an event; sender's thread. It is under way when it is {@link #publish}ed.
   *
   * @param must whether it should have the room that is kept
   * @return false if there is no room
   */
  public boolean add(long event, boolean must) {
    long room = ring.length - (added - taken);
    if (room <= (must ? 0 : ring.length / KEPT_FOR_NOTES)) {
      if (must) {
        overflowed = true;
      }
      refused = refused + 1; // nobody else writes it
      return false;
    }
    ring[(int) added & ring.length - 1] = event;
    added++;
    return true;
  }

  /** Hands over what was added; sender's thread. */
  public void publish() {
    published = added;
    if (!due.getAndSet(true)) {
      try {
        loop.execute(receiver);
      } catch (RejectedExecutionException e) {
        due.set(false); // the loop has ended: nobody listens
      }
    }
  }

  /** The receiver begins; the loop. */
  public void begin() {
    due.set(false);
  }

  /**
   * Moves events out; the loop.
   *
   * @return how many; fewer than asked for if there are no more
   */
  public int take(long[] into) {
    long from = taken;
    int count = (int) Math.min(into.length, published - from);
    for (int i = 0; i < count; i++) {
      into[i] = ring[(int) (from + i) & ring.length - 1];
    }
    taken = from + count;
    return count;
  }

  /** How many found no room since this was last asked; the loop. */
  public int takeRefused() {
    int now = refused;
    int since = now - reported;
    reported = now;
    return since;
  }

  /** Whether one that must not be lost found no room, since this was last asked; the loop. */
  public boolean takeOverflow() {
    if (!overflowed) {
      return false;
    }
    overflowed = false;
    return true;
  }
}
