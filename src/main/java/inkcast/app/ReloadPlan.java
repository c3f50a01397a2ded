package inkcast.app;

import inkcast.config.Config;
import inkcast.stage.Commands;
import inkcast.stage.Commands.Command;
import inkcast.tick.Performance;
import inkcast.writer.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** What {@link Reload} is to do between two ticks, all made ready. One thread's, used once. */
final class ReloadPlan {
  final List<String> said = new ArrayList<>(); // for the log
  final List<Point> starts = new ArrayList<>(); // where all lines will begin
  final List<Runnable> first = new ArrayList<>();
  final List<Runnable> each = new ArrayList<>(); // for one writer
  boolean archive; // another one, when the rest is done
  Config.@Nullable Osc osc; // to be taken over when the rest is done

  /**
   * Returns when all has taken effect: for more writers than a tick can take, over several. What
   * fails holds up nothing else.
   *
   * @return the first failure
   */
  @Nullable Throwable carryOut(Commands commands) throws InterruptedException {
    Throwable failure = null;
    int done = 0;
    List<Runnable> now = new ArrayList<>(first);
    do {
      int end = Math.min(each.size(), done + Casting.WRITERS_A_TICK);
      now.addAll(each.subList(done, end));
      Step step = new Step(List.copyOf(now), end - done);
      Preparation.queue(commands, step);
      step.carriedOut.await();
      failure = failure == null ? step.failure : failure;
      now.clear();
      done = end;
    } while (done < each.size());
    return failure;
  }

  private static final class Step implements Command {
    private final List<Runnable> parts;
    private final int writers;
    private final CountDownLatch carriedOut = new CountDownLatch(1);
    private @Nullable Throwable failure; // to be read when it is carried out

    Step(List<Runnable> parts, int writers) {
      this.parts = parts;
      this.writers = writers;
    }

    @Override
    public void run() {
      for (Runnable part : parts) {
        try {
          part.run();
        } catch (Throwable e) { // the tick goes on, whatever it is
          failure = failure == null ? e : failure;
        }
      }
      carriedOut.countDown();
    }

    @Override
    public int weight() {
      return Math.max(1, writers * (Performance.MAX_COMMANDS / Casting.WRITERS_A_TICK));
    }
  }
}
