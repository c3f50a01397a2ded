package inkcast.packet;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands bytes from the tick's thread to an event loop without allocating: a few direct buffers go
 * round.
 *
 * <pre>
 * tick's thread   take > fill > post
 * event loop                    > the receiver writes retained slices > they are flushed, released
 * tick's thread   take finds the frame free again
 * </pre>
 *
 * A slice that is kept, say for a client that reads slowly, keeps its frame: bound how long.
 */
public final class Frames implements AutoCloseable {
  // Without the leak detector, which would allocate on each access: frames live as long as this.
  private static final UnpooledByteBufAllocator ALLOCATOR =
      new UnpooledByteBufAllocator(true, true);

  private final EventExecutor loop;
  private final Consumer<ByteBuf> receiver;
  private final Frame[] frames;
  private int next;

  /**
   * Allocates all frames.
   *
   * @param loop runs the receiver
   * @param count frames under way at most
   * @param capacity bytes of a frame at first; one that is overfilled grows, which allocates
   * @param maxCapacity bytes of a frame at most
   * @param receiver is given a posted frame's bytes on the loop; it keeps what it needs beyond the
   *     call with {@code retainedSlice} or {@code retainedDuplicate}, and does not release the
   *     frame
   */
  public Frames(
      EventExecutor loop, int count, int capacity, int maxCapacity, Consumer<ByteBuf> receiver) {
    this.loop = loop;
    this.receiver = receiver;
    frames = new Frame[count];
    for (int i = 0; i < count; i++) {
      frames[i] = new Frame(ALLOCATOR.directBuffer(capacity, maxCapacity));
    }
  }

  /** Bytes on their way. */
  public final class Frame implements Runnable {
    private final ByteBuf bytes;
    private volatile boolean posted;

    private Frame(ByteBuf bytes) {
      this.bytes = bytes;
    }

    /** What to fill; until it is posted. */
    public ByteBuf bytes() {
      return bytes;
    }

    /**
     * Gives the frame to the event loop.
     *
     * @return false if the loop has ended and nothing will be sent
     */
    public boolean post() {
      posted = true;
      try {
        loop.execute(this);
        return true;
      } catch (RejectedExecutionException e) {
        posted = false;
        return false;
      }
    }

    /** For the event loop. */
    @Override
    public void run() {
      try {
        receiver.accept(bytes);
      } finally {
        posted = false;
      }
    }

    private boolean free() {
      return !posted && bytes.refCnt() == 1;
    }
  }

  /**
   * An empty frame; one that is not posted may be taken again. Tick's thread only.
   *
   * @return null if all are under way: the event loop or what it writes to cannot keep up
   */
  public @Nullable Frame take() {
    for (int i = 0; i < frames.length; i++) {
      Frame frame = frames[next];
      next = next + 1 == frames.length ? 0 : next + 1;
      if (frame.free()) {
        frame.bytes.clear();
        return frame;
      }
    }
    return null;
  }

  /** Frees the frames after those already posted; the tick's thread takes no more. */
  @Override
  public void close() {
    try {
      loop.execute(this::release);
    } catch (RejectedExecutionException e) {
      release();
    }
  }

  private void release() {
    for (Frame frame : frames) {
      frame.bytes.release();
    }
  }
}
