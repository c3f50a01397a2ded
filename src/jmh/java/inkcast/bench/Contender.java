package inkcast.bench;

import java.io.IOException;

/** One way to let writers write: update, mixture and sample, fed back, again and again. */
interface Contender extends AutoCloseable {

  /** What the report calls it. */
  String name();

  /** Writers that it steps as one batch. */
  int writers();

  /**
   * Writes as fast as it can on one thread.
   *
   * @return strokes a second of all its writers together
   * @throws IOException when it lives in a process of its own and that fails
   */
  double strokesPerSecond(double seconds) throws IOException;

  @Override
  void close() throws IOException;

  /** Calls a step until the time is over, and returns how many of its strokes were a second's. */
  static double measure(double seconds, int writers, Step step) throws IOException {
    long end = (long) (seconds * 1e9);
    long start = System.nanoTime();
    long steps = 0;
    long took;
    do {
      step.run();
      steps++;
      took = System.nanoTime() - start;
    } while (took < end);
    return (double) steps * writers / took * 1e9;
  }

  /** One step of all writers of a batch. */
  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }
}
