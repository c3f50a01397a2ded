package inkcast.web;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A thread for what may have to wait for a disk, one thing after the other; it is there only while
 * there is something to do. Any thread may hand work over.
 */
final class Disk implements Executor, AutoCloseable {
  private static final int MAX_WAITING = 16;
  private static final long IDLE_SECONDS = 10;
  private static final long CLOSING_MILLIS = 1_000;

  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MAX_WAITING),
          Thread.ofPlatform().name("disk").daemon().factory());

  Disk() {
    thread.allowCoreThreadTimeOut(true);
  }

  /**
   * Does it later.
   *
   * @throws java.util.concurrent.RejectedExecutionException if too much waits already, or it is
   *     closed
   */
  @Override
  public void execute(Runnable work) {
    thread.execute(work);
  }

  /** Ends when what was handed over is done, within about a second. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      thread.awaitTermination(CLOSING_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
