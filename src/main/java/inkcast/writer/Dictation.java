package inkcast.writer;

import inkcast.model.Offset;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a visitor gives a writer to write: strokes that wait until the writer takes one a tick, and
 * the rest that it keeps while the visitor may still go on. Tick's thread, but for {@link
 * #reserve}, {@link #cancel} and {@link #active}.
 */
public final class Dictation {
  /** Strokes that may wait. */
  public static final int MOST = 120;

  private final float[] dx = new float[MOST]; // page units
  private final float[] dy = new float[MOST]; // page units
  private final boolean[] lifts = new boolean[MOST];
  private final AtomicInteger reserved = new AtomicInteger(); // those that wait, or will
  private int first;
  private int size;
  private volatile int rest; // ticks for which the writer waits for another

  Dictation() {}

  /**
   * Keeps a place for a stroke that will be put; any thread.
   *
   * @return false if {@value #MOST} wait already
   */
  public boolean reserve() {
    int before = reserved.get();
    while (before < MOST) {
      if (reserved.compareAndSet(before, before + 1)) {
        return true;
      }
      before = reserved.get();
    }
    return false;
  }

  /** Gives back a place for which no stroke will come; any thread. */
  public void cancel() {
    reserved.decrementAndGet();
  }

  /** Whether a visitor writes: strokes wait, or the writer waits for more; any thread. */
  public boolean active() {
    return reserved.get() > 0 || rest > 0;
  }

  /**
   * A stroke for which a place was reserved.
   *
   * @param dx page units
   * @param dy page units
   * @param lifts whether the pen lifts after it
   * @param ticks for which the writer waits for another, from when it has taken this one
   */
  public void put(float dx, float dy, boolean lifts, int ticks) {
    int at = (first + size++) % MOST;
    this.dx[at] = dx;
    this.dy[at] = dy;
    this.lifts[at] = lifts;
    rest = ticks;
  }

  /** Lets the writer wait for a stroke for so many ticks. */
  public void expect(int ticks) {
    rest = ticks;
  }

  /** Forgets what waits, and waits for no more. */
  public void end() {
    reserved.addAndGet(-size);
    size = 0;
    rest = 0;
  }

  /** Whether the writer holds its pen still for this tick. */
  boolean holds() {
    if (size > 0 || rest == 0) {
      return false;
    }
    rest--;
    return true;
  }

  /**
   * Takes the stroke that has waited longest.
   *
   * @param into its offset, page units
   * @return false if none waits
   */
  boolean take(Offset into) {
    if (size == 0) {
      return false;
    }
    into.dx = dx[first];
    into.dy = dy[first];
    into.pen = lifts[first] ? 1 : 0;
    first = (first + 1) % MOST;
    size--;
    reserved.decrementAndGet();
    return true;
  }
}
