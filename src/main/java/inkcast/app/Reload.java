package inkcast.app;

import inkcast.config.Config;
import inkcast.config.ConfigException;
import inkcast.hand.Hands;
import inkcast.stage.Backstage;
import inkcast.stage.Commands.Command;
import inkcast.stage.Node;
import inkcast.stage.Refusal;
import inkcast.stage.Refusal.Reason;
import inkcast.tick.Performance;
import inkcast.writer.Ensemble;
import inkcast.writer.Part;
import inkcast.writer.Point;
import inkcast.writer.Writer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a changed configuration over while the writers write: what differs from the one that was
 * taken last, and nothing that was set by message since. All is made ready on {@link Casting}'s
 * thread, and takes effect between two ticks.
 */
final class Reload implements Backstage {
  private static final Logger log = LoggerFactory.getLogger(Reload.class);
  private static final long RETRY_MILLIS = 20;

  private final @Nullable Path file;
  private final Config started;
  private final Hands hands;
  private final Casting casting;
  private final OscTargets targets;
  private Config running; // that thread's, as is all below
  private List<Point> starts;
  private volatile @Nullable Performance performance;

  /**
   * Nothing is taken over before {@link #open}.
   *
   * @param file null: there is none to be read anew
   * @param started what runs
   */
  Reload(@Nullable Path file, Config started, Hands hands, Casting casting, OscTargets targets) {
    this.file = file;
    this.started = started;
    this.hands = hands;
    this.casting = casting;
    this.targets = targets;
    running = started;
    starts = Cast.starts(started);
  }

  /** Whose configuration it is. */
  void open(Performance performance) {
    this.performance = performance;
  }

  @Override
  public @Nullable Refusal prepare(
      List<Node> nodes, List<String> texts, Consumer<Refusal> refused) {
    Performance whose = performance;
    Path from = file;
    if (whose == null || from == null) {
      return new Refusal(Reason.BUSY, "there is no configuration to be read now");
    }
    return casting.execute(() -> reload(whose, from), refused);
  }

  private @Nullable Refusal reload(Performance whose, Path from) {
    boolean taken = false;
    try {
      Config next = Config.load(from);
      Restrictions.log(from, started, next);
      Plan plan = plan(whose, next);
      if (plan.said.isEmpty()) {
        log.info("{}: nothing to take over", from);
      } else {
        carryOut(whose, plan);
        plan.after.forEach(Runnable::run);
        log.info("{} taken over: {}", from, String.join(", ", plan.said));
      }
      running = next;
      starts = plan.starts;
      taken = true;
      return null;
    } catch (ConfigException e) {
      e.problems().forEach(problem -> log.error("not taken over: {}", problem));
      return new Refusal(Reason.BAD_CONFIG, String.join("; ", e.problems()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Refusal(Reason.BUSY, "the daemon is about to stop");
    } catch (IOException e) {
      log.error("{} not taken over: {}", from, Failures.describe(e));
      return new Refusal(Reason.BAD_CONFIG, Failures.describe(e));
    } catch (Throwable e) { // an Error too: so many writers may not fit into this machine's memory
      log.error("{} not taken over", from, e);
      return new Refusal(Reason.BAD_CONFIG, "it could not be taken over: " + e);
    } finally {
      if (!taken) {
        casting.writers(running.writers().size());
        hands.folders(folders(running));
      }
    }
  }

  /** What is to be done between two ticks, and where all lines will begin. */
  private static final class Plan {
    final List<String> said = new ArrayList<>();
    final List<Point> starts = new ArrayList<>();
    final List<Runnable> first = new ArrayList<>();
    final List<Runnable> after = new ArrayList<>(); // on that thread, when the rest is done
    final List<Runnable> each = new ArrayList<>(); // for one writer
  }

  private Plan plan(Performance whose, Config next) throws IOException {
    Plan plan = new Plan();
    hands.folders(folders(next));
    double max = next.temperature().max();
    if (max != running.temperature().max()) {
      plan.said.add("temperature.max " + max);
      plan.first.add(() -> whose.space().maxTemperature(max));
    }
    if (next.rate() != running.rate()) {
      plan.said.add("rate " + next.rate());
      plan.first.add(() -> whose.space().global().rate(next.rate()));
    }
    planWriters(whose, next, plan);
    if (!OscTargets.settings(next.osc()).equals(OscTargets.settings(running.osc()))) {
      plan.said.add("osc");
      plan.after.add(() -> targets.configure(next.osc()));
    }
    return plan;
  }

  private void planWriters(Performance whose, Config next, Plan plan) throws IOException {
    Cast cast = new Cast(hands, Cast.page(started));
    int before = running.writers().size();
    int after = next.writers().size();
    int staying = Math.min(before, after);
    casting.writers(after);
    plan.starts.addAll(starts.subList(0, staying));
    for (int i = 0; i < staying; i++) {
      planChange(whose, cast, i, next.writers().get(i), plan);
    }
    List<Part> coming = new ArrayList<>();
    for (int i = staying; i < after; i++) {
      Point at = Cast.at(next.writers().get(i));
      Point free =
          staying == 0 ? Cast.page(started).line(i, after) : Cast.page(started).room(plan.starts);
      plan.starts.add(at == null ? free : at);
      coming.add(cast.part(next.writers().get(i), plan.starts.getLast()));
    }
    if (before != after) {
      plan.said.add("writers " + before + " -> " + after);
    }
    double max = next.temperature().max();
    if (before != after || max != running.temperature().max()) {
      plan.first.add(whose.prepare(staying, casting.form(coming, staying + 1), max));
    }
  }

  private static List<Path> folders(Config config) {
    return config.hands().stream().map(Home::resolve).toList();
  }

  private void planChange(Performance whose, Cast cast, int index, Config.Writer to, Plan plan)
      throws IOException {
    Config.Writer from = running.writers().get(index);
    int number = index + 1;
    boolean otherHand = !from.hand().equals(to.hand());
    boolean otherSeed = !Objects.equals(from.seed(), to.seed());
    boolean otherPlace = !Objects.equals(from.at(), to.at());
    if (otherPlace) {
      Point at = Cast.at(to);
      plan.starts.remove(index);
      plan.starts.add(index, at == null ? Cast.page(started).room(plan.starts) : at);
    }
    if (from.temperature() != to.temperature()) {
      plan.each.add(() -> whose.space().writers().get(number - 1).temperature(to.temperature()));
    }
    if (otherHand || otherSeed || otherPlace || from.scale() != to.scale()) {
      Part part = cast.part(to, plan.starts.get(index));
      String name = part.setup().hand();
      Ensemble ensemble = otherHand ? casting.ensemble(name, part.weights()) : null;
      @Nullable RandomGenerator random = otherSeed ? part.random() : null;
      Writer.Setup setup = part.setup();
      plan.each.add(() -> whose.recast(number, setup, random, ensemble));
    }
    if (!from.equals(to)) {
      plan.said.add("writer " + number);
    }
  }

  /** Returns when all has taken effect: for more writers than a tick can take, over several. */
  private static void carryOut(Performance whose, Plan plan) throws InterruptedException {
    int done = 0;
    List<Runnable> now = new ArrayList<>(plan.first);
    do {
      int end = Math.min(plan.each.size(), done + Casting.WRITERS_A_TICK);
      now.addAll(plan.each.subList(done, end));
      Step step = new Step(List.copyOf(now), end - done, new CountDownLatch(1));
      while (!whose.commands().offer(step)) {
        TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
      }
      step.carriedOut.await();
      now.clear();
      done = end;
    } while (done < plan.each.size());
  }

  private record Step(List<Runnable> parts, int writers, CountDownLatch carriedOut)
      implements Command {
    @Override
    public void run() {
      try {
        for (Runnable part : parts) {
          part.run();
        }
      } finally {
        carriedOut.countDown();
      }
    }

    @Override
    public int weight() {
      return Math.max(1, writers * (Performance.MAX_COMMANDS / Casting.WRITERS_A_TICK));
    }
  }
}
