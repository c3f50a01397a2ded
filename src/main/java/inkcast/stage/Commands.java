package inkcast.stage;

import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The one queue to the tick's thread: any thread puts in, the tick's thread takes out. Never blocks
 * and never grows.
 */
public final class Commands {
  private final MpscAtomicArrayQueue<Command> queue;

  /** Something to be done on the tick's thread. */
  @FunctionalInterface
  public interface Command {
    /** Does it. */
    void run();

    /** How many nodes it acts on: a tick does so much and no more. */
    default int weight() {
      return 1;
    }
  }

  /** Room for this many waiting commands, rounded up to a power of two. */
  public Commands(int capacity) {
    queue = new MpscAtomicArrayQueue<>(capacity);
  }

  /**
   * Asks for something to be done on the tick's thread, before the next strokes.
   *
   * @return false if the queue is full: nothing will be done
   */
  public boolean offer(Command command) {
    return queue.offer(command);
  }

  /**
   * The oldest command, taken out; tick's thread only.
   *
   * @return null if none waits
   */
  public @Nullable Command poll() {
    return queue.poll();
  }
}
