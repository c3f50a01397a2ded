package inkcast.writer;

import inkcast.model.Batch;
import inkcast.model.Lstm;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One more thread for slices of a batch. The tick's thread hands a slice over and waits for it;
 * both wait awake for some microseconds, then parked. Neither allocates.
 */
final class Helper {
  private static final int SPINS = 1_000; // some ten microseconds
  private static final long LONGEST_PARK_NS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Thread thread;
  private volatile boolean stopped;
  private volatile int begun; // slices handed over, by the tick's thread
  private volatile int done; // slices finished, by the helper
  private volatile @Nullable Thread waiting; // the tick's, while it is parked

  // The slice: the tick's thread writes it before begun, the helper reads it after.
  private @Nullable Lstm step;
  private @Nullable Batch batch;
  private int[] rows = {}; // (batch rows,)
  private int count;
  private @Nullable Throwable failure; // written by the helper before done

  /**
   * A thread that has not begun.
   *
   * @param number for its name; 1 would be the tick's
   */
  Helper(int number) {
    thread = new Thread(this::run, "step-" + number);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Whether it can be given a slice. */
  boolean alive() {
    return thread.isAlive();
  }

  /** Ends it after the slice it is at. */
  void stop() {
    stopped = true;
    LockSupport.unpark(thread);
  }

  void join(long millis) {
    try {
      thread.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Hands over a slice: {@code count} of the rows, from index {@code from} on. */
  void begin(Lstm step, Batch batch, int[] rows, int from, int count) {
    if (this.rows.length < batch.rows()) {
      this.rows = new int[batch.rows()]; // once: the streams of a hand do not change their number
    }
    System.arraycopy(rows, from, this.rows, 0, count);
    this.step = step;
    this.batch = batch;
    this.count = count;
    failure = null;
    begun = begun + 1;
    LockSupport.unpark(thread);
  }

  /** Waits until the slice is finished, or the helper has ended. */
  void await() {
    int due = begun;
    for (int i = 0; i < SPINS && done != due; i++) {
      Thread.onSpinWait();
    }
    if (done == due) {
      return;
    }
    waiting = Thread.currentThread();
    while (done != due && thread.isAlive()) {
      LockSupport.parkNanos(this, LONGEST_PARK_NS);
    }
    waiting = null;
  }

  /** Throws if the slice was not finished well. */
  void check() {
    if (done != begun) {
      throw new IllegalStateException(thread.getName() + " has ended");
    }
    if (failure != null) {
      throw new IllegalStateException(thread.getName() + " failed", failure);
    }
  }

  private void run() {
    for (int next = 1; ; next++) {
      for (int i = 0; i < SPINS && begun != next; i++) {
        Thread.onSpinWait();
      }
      while (begun != next) {
        if (stopped) {
          return;
        }
        LockSupport.park(this);
      }
      work();
      done = next;
      Thread tick = waiting;
      if (tick != null) {
        LockSupport.unpark(tick);
      }
    }
  }

  private void work() {
    if (step == null || batch == null) {
      return;
    }
    try {
      step.update(batch, rows, count);
    } catch (Throwable e) { // the tick's thread is told, and must not wait for ever
      failure = e;
    }
  }
}
