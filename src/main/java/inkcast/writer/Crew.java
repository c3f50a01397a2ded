package inkcast.writer;

import inkcast.model.Batch;
import inkcast.model.Lstm;
import inkcast.model.SliceableLstm;
import java.util.function.LongSupplier;

/**
 * The threads that step the model: the tick's own and a fixed number of helpers. A batch is shared
 * by all of them while {@link #share} says so, in slices that leave every bit as it would be on one
 * thread. Helpers rest parked; without them, or when they have ended, the tick's thread does
 * everything itself. All but {@link #lstm} and {@link #close} belongs to the tick's thread, and
 * {@link #start} comes before the first step.
 */
public final class Crew implements AutoCloseable {
  private static final long CLOSING_MILLIS = 1_000;

  private final LongSupplier clock;
  private final Helper[] helpers; // (threads - 1,)
  private boolean sharing;
  private long sparedNs;

  /**
   * Threads that have not begun yet.
   *
   * @param threads at least 1, the tick's included
   * @param clock monotonic time, nanoseconds
   */
  public Crew(int threads, LongSupplier clock) {
    this.clock = clock;
    helpers = new Helper[threads - 1];
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] = new Helper(i + 2);
    }
  }

  /** How many threads, the tick's included. */
  public int threads() {
    return 1 + helpers.length;
  }

  /** Lets the helpers begin: they rest until there is something to share. */
  public void start() {
    for (Helper helper : helpers) {
      helper.start();
    }
  }

  /** From now on batches are shared if there is somebody to share with, or not. */
  public void share(boolean sharing) {
    this.sharing = sharing && helpers.length > 0;
  }

  /** Whether batches are shared now. */
  public boolean sharing() {
    return sharing;
  }

  /**
   * What this crew has spared the tick's thread so far: about as many nanoseconds as the helpers
   * have worked for it.
   */
  public long sparedNs() {
    return sparedNs;
  }

  /**
   * Makes a hand's step one that all threads take together; any thread.
   *
   * @return for use on the tick's thread only. An update in which a helper failed throws what the
   *     helper threw, as the cause, when all threads have come to an end
   */
  public Lstm lstm(SliceableLstm step) {
    if (helpers.length == 0) {
      return step;
    }
    SliceableLstm[] steps = new SliceableLstm[threads()];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = i == 0 ? step : step.another();
    }
    return new Shared(steps);
  }

  /** Ends the helpers, after what they are at; any thread. */
  @Override
  public void close() {
    for (Helper helper : helpers) {
      helper.stop();
    }
    for (Helper helper : helpers) {
      helper.join(CLOSING_MILLIS);
    }
  }

  private boolean complete() {
    for (Helper helper : helpers) {
      if (!helper.alive()) {
        return false;
      }
    }
    return true;
  }

  private final class Shared implements Lstm {
    private final SliceableLstm[] steps; // (threads,), the first is the tick's

    private Shared(SliceableLstm[] steps) {
      this.steps = steps;
    }

    @Override
    public int quorum() {
      return steps[0].quorum();
    }

    @Override
    public void update(Batch batch, int[] rows, int count) {
      int grain = steps[0].grain();
      int grains = count / grain;
      int slices = sharing && complete() ? Math.min(steps.length, grains) : 1;
      if (slices < 2) {
        steps[0].update(batch, rows, count);
        return;
      }
      long start = clock.getAsLong();
      int end = count; // the last slice takes what is no whole grain as well
      for (int s = slices - 1; s > 0; s--) {
        int from = grains * s / slices * grain;
        helpers[s - 1].begin(steps[s], batch, rows, from, end - from);
        end = from;
      }
      try {
        steps[0].update(batch, rows, end);
      } finally { // nobody may still be at this batch when the tick goes on
        for (int s = 1; s < slices; s++) {
          helpers[s - 1].await();
        }
      }
      sparedNs += (slices - 1) * (clock.getAsLong() - start);
      for (int s = 1; s < slices; s++) {
        helpers[s - 1].check();
      }
    }
  }
}
