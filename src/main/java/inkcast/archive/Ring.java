package inkcast.archive;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What happened in the ticks, on its way from the tick's thread to another one. All memory is
 * allocated at once: 3 MB, two seconds of 1,000 writers at 60 ticks a second.
 */
final class Ring {
  private static final int CAPACITY = 1 << 17;

  private final int capacity;
  private final int mask;
  private final byte[] kinds;
  private final short[] writers; // 4,096 at most
  private final float[][] numbers;
  private final @Nullable Object[] objects;
  private final AtomicLong published = new AtomicLong();
  private final AtomicLong taken = new AtomicLong();
  private long next; // the tick's thread's, as the one below
  private long free; // that is known to be free up to here

  Ring() {
    this(CAPACITY);
  }

  /** With room for so many things, a power of two. */
  Ring(int capacity) {
    this.capacity = capacity;
    mask = capacity - 1;
    kinds = new byte[capacity];
    writers = new short[capacity];
    numbers = new float[4][capacity];
    objects = new @Nullable Object[capacity];
    free = capacity;
  }

  /** Is told what happened. */
  interface Reader {
    /**
     * One thing.
     *
     * @param kind what it is
     * @param writer index, from 0
     * @param object null unless one was put in
     */
    void read(int kind, int writer, float a, float b, float c, float d, @Nullable Object object);
  }

  /**
   * Puts something in; tick's thread only.
   *
   * @return false if there is no room
   */
  boolean put(int kind, int writer, float a, float b, float c, float d, @Nullable Object object) {
    if (next == free) {
      free = taken.getAcquire() + capacity;
      if (next == free) {
        return false;
      }
    }
    int at = (int) next & mask;
    kinds[at] = (byte) kind;
    writers[at] = (short) writer;
    numbers[0][at] = a;
    numbers[1][at] = b;
    numbers[2][at] = c;
    numbers[3][at] = d;
    objects[at] = object;
    next++;
    return true;
  }

  /** Lets the other thread see what was put in since the last time; tick's thread only. */
  void publish() {
    published.setRelease(next);
  }

  /** Takes back what the other thread does not see yet; tick's thread only. */
  void abandon() {
    next = published.getPlain();
  }

  /** Takes out all that is published by now; one thread only. */
  void drain(Reader reader) {
    long end = published.getAcquire();
    for (long i = taken.getPlain(); i < end; i++) {
      int at = (int) i & mask;
      Object object = objects[at];
      objects[at] = null;
      try {
        reader.read(
            kinds[at],
            writers[at],
            numbers[0][at],
            numbers[1][at],
            numbers[2][at],
            numbers[3][at],
            object);
      } finally {
        taken.setRelease(i + 1);
      }
    }
  }
}
