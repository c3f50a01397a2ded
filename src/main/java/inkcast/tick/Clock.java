package inkcast.tick;

import java.util.concurrent.locks.LockSupport;

/** Time as the tick needs it; tests put in their own. */
public interface Clock {

  /** Monotonic time, nanoseconds from an arbitrary origin. */
  long nanoTime();

  /** Time of day, milliseconds since 1970; may step. */
  long wallMillis();

  /** Rests until the monotonic time; returns early when the thread is interrupted. */
  void parkUntil(long deadlineNs);

  /** The machine's own. */
  Clock SYSTEM =
      new Clock() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public long wallMillis() {
          return System.currentTimeMillis();
        }

        @Override
        public void parkUntil(long deadlineNs) {
          long left = deadlineNs - System.nanoTime();
          while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = deadlineNs - System.nanoTime();
          }
        }
      };
}
