package inkcast.recording;

import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.OnceAMinute;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.atomic.SpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes chunks of bytes from the tick's thread and writes them on a thread of its own, which looks
 * for them some times a second: handing one over wakes nobody. The chunks go round; when all are
 * under way the tick's thread gets none.
 *
 * <p>After a failure, what comes is thrown away until there is a chunk again that can be understood
 * without it.
 */
final class Disk implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Disk.class);
  private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long FORCE_NS = TimeUnit.SECONDS.toNanos(5); // what a power cut takes away
  private static final long CLOSING_MILLIS = 5_000;

  // Without the leak detector, which would allocate: chunks live as long as this.
  private static final UnpooledByteBufAllocator ALLOCATOR =
      new UnpooledByteBufAllocator(true, true);

  private final Store store;
  private final Counters counters;
  private final OnceAMinute complaints = new OnceAMinute(System::nanoTime);
  private final SpscAtomicArrayQueue<Chunk> free;
  private final SpscAtomicArrayQueue<Chunk> full;
  private long told; // ticks lost, of which the log knows
  private final Thread thread = new Thread(this::run, "recording");
  private volatile int room; // bytes of a chunk that goes round
  private volatile boolean failing;
  private volatile boolean closing;

  /** Where bytes are kept. */
  interface Store {
    /** Appends them all, or throws and leaves what was there as it was. */
    void write(ByteBuffer bytes) throws IOException;

    /** Sees to it that a power cut takes nothing of what was written. */
    void force() throws IOException;

    /** No more is written. */
    void close() throws IOException;
  }

  /** Bytes on their way; whole bundles. */
  static final class Chunk {
    private final ByteBuf bytes;

    /** Ticks in it that are lost if it is. */
    int ticks;

    /** Whether it can be understood without what was before. */
    boolean whole;

    private Chunk(ByteBuf bytes) {
      this.bytes = bytes;
    }

    /** What to fill. */
    ByteBuf bytes() {
      return bytes;
    }
  }

  /**
   * Begins to wait for chunks.
   *
   * @param count of the chunks
   * @param room bytes of each; one that is overfilled grows, which allocates
   */
  Disk(Store store, int count, int room, Counters counters) {
    this.store = store;
    this.room = room;
    this.counters = counters;
    free = new SpscAtomicArrayQueue<>(count);
    full = new SpscAtomicArrayQueue<>(count);
    for (int i = 0; i < count; i++) {
      free.offer(new Chunk(ALLOCATOR.directBuffer(room)));
    }
    thread.setDaemon(true);
    thread.start();
  }

  /** Sets the bytes of each chunk, which it has from its next way through here on; any thread. */
  void room(int room) {
    this.room = room;
  }

  /** An empty chunk, or null if all are under way; tick's thread only. */
  @Nullable Chunk take() {
    return free.poll();
  }

  /** Hands a chunk over; tick's thread only. */
  void post(Chunk chunk) {
    full.offer(chunk); // there is room for all
  }

  /** Whether nothing waits to be written; tick's thread only. */
  boolean idle() {
    return full.isEmpty();
  }

  /** Whether the last try to write failed. */
  boolean failing() {
    return failing;
  }

  private void run() {
    long forcedNs = System.nanoTime();
    boolean last = false;
    while (!last) {
      last = closing; // asked before the last look
      for (Chunk chunk = full.poll(); chunk != null; chunk = full.poll()) {
        write(chunk);
        chunk.bytes.clear().capacity(room); // back to it, if it had to take a whole state
        chunk.ticks = 0;
        chunk.whole = false;
        free.offer(chunk);
      }
      tellLoss();
      if (last || System.nanoTime() - forcedNs >= FORCE_NS) {
        attempt(store::force);
        forcedNs = System.nanoTime();
      }
      if (!last) {
        LockSupport.parkNanos(LOOK_NS);
      }
    }
    attempt(store::close);
  }

  /** Says what is missing, the tick's thread's part too, once a minute at most. */
  private void tellLoss() {
    long now = counters.get(Counter.RECORDING_LOST);
    if (now > told && complaints.due()) {
      log.warn("{}: the disk does not keep up, {} ticks not recorded so far", store, now);
      told = now;
    }
  }

  private void write(Chunk chunk) {
    if (failing && !chunk.whole) {
      counters.add(Counter.RECORDING_LOST, chunk.ticks);
    } else if (attempt(() -> store.write(chunk.bytes.nioBuffer()))) {
      failing = false;
    } else {
      failing = true;
      counters.add(Counter.RECORDING_LOST, chunk.ticks);
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private boolean attempt(Work work) {
    try {
      work.run();
      return true;
    } catch (IOException | RuntimeException e) {
      if (complaints.due()) {
        told = counters.get(Counter.RECORDING_LOST);
        log.warn(
            "{} is not written: {}; {} ticks not recorded so far", store, e.getMessage(), told);
      }
      return false;
    }
  }

  /** Writes what was handed over, and ends; the tick's thread must have stopped. */
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
    try {
      thread.join(CLOSING_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      log.warn("{}: the disk did not take the end of it in time", store);
    }
  }
}
