package inkcast.app;

import inkcast.stage.Commands;
import inkcast.stage.Commands.Command;
import inkcast.stage.Refusal;
import inkcast.stage.Refusal.Reason;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The thread on which is made ready what takes too long for a tick: one thing after another, in the
 * order of asking. It lives while there is something to do.
 */
final class Preparation implements AutoCloseable {
  private static final int MAX_WAITING = 64; // messages
  private static final long IDLE_SECONDS = 10;
  private static final long RETRY_MILLIS = 20;
  private static final String STOPPING = "the daemon is about to stop";

  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MAX_WAITING),
          new DefaultThreadFactory("preparation", true));

  Preparation() {
    thread.allowCoreThreadTimeOut(true);
  }

  /** What takes its time. */
  interface Work {
    /** Does it; gives why not, or null. */
    @Nullable Refusal run() throws InterruptedException;
  }

  /**
   * Does something on this thread; any thread may ask.
   *
   * @param refused is told on this thread why it cannot be done
   * @return why it is not taken, or null
   */
  @Nullable Refusal execute(Work work, Consumer<Refusal> refused) {
    try {
      thread.execute(
          () -> {
            Refusal refusal;
            try {
              refusal = work.run();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
              refusal = new Refusal(Reason.BUSY, STOPPING);
            }
            if (refusal != null) {
              refused.accept(refusal);
            }
          });
      return null;
    } catch (RejectedExecutionException e) {
      return new Refusal(
          Reason.BUSY, thread.isShutdown() ? STOPPING : "too much is being made ready, try again");
    }
  }

  /** Hands something to the tick's thread, as soon as its queue has room. */
  static void queue(Commands commands, Command command) throws InterruptedException {
    while (!commands.offer(command)) {
      TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
    }
  }

  /** Begins nothing any more, and interrupts what has begun; does not wait. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
