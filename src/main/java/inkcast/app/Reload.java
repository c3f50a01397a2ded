package inkcast.app;

import inkcast.config.Config;
import inkcast.config.ConfigException;
import inkcast.hand.Hands;
import inkcast.stage.Backstage;
import inkcast.stage.Node;
import inkcast.stage.Refusal;
import inkcast.stage.Refusal.Reason;
import inkcast.stage.Request;
import inkcast.tick.Performance;
import inkcast.writer.Ensemble;
import inkcast.writer.Page;
import inkcast.writer.Part;
import inkcast.writer.Point;
import inkcast.writer.Writer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a changed configuration over while the writers write: what differs from the one that was
 * taken last, and nothing that was set by message since. All is made ready on {@link Preparation}'s
 * thread, and takes effect between two ticks.
 */
final class Reload implements Backstage {
  private static final Logger log = LoggerFactory.getLogger(Reload.class);

  private final @Nullable Path file;
  private final Config started;
  private final Hands hands;
  private final Preparation preparation;
  private final Casting casting;
  private final OscTargets targets;
  private Config running; // that thread's, as is all below
  private List<Point> starts;
  private volatile @Nullable Live live;

  /**
   * Nothing is taken over before {@link #open}.
   *
   * @param file null: there is none to be read anew
   * @param started what runs
   */
  Reload(
      @Nullable Path file,
      Config started,
      Hands hands,
      Preparation preparation,
      Casting casting,
      OscTargets targets) {
    this.file = file;
    this.started = started;
    this.hands = hands;
    this.preparation = preparation;
    this.casting = casting;
    this.targets = targets;
    running = started;
    starts = Cast.starts(started);
  }

  private record Live(
      Performance performance,
      MidiPart midi,
      HousePart house,
      WatchPart watch,
      ArchivePart archive) {}

  /** Whose configuration it is. */
  void open(
      Performance performance,
      MidiPart midi,
      HousePart house,
      WatchPart watch,
      ArchivePart archive) {
    live = new Live(performance, midi, house, watch, archive);
  }

  @Override
  public @Nullable Refusal prepare(List<Node> nodes, Request request) {
    Live whose = live;
    Path from = file;
    if (whose == null || from == null) {
      return new Refusal(Reason.BUSY, "there is no configuration to be read now");
    }
    return preparation.execute(() -> reload(whose, from), request.later());
  }

  /**
   * As {@link #prepare}, for somebody who waits for its end.
   *
   * @param done is run when it was taken over or refused, on another thread
   */
  void reload(Runnable done, Consumer<Refusal> refused) {
    Live whose = live;
    Path from = file;
    Refusal refusal =
        whose == null || from == null
            ? new Refusal(Reason.BUSY, "there is no configuration to be read now")
            : preparation.execute(
                () -> {
                  try {
                    return reload(whose, from);
                  } finally {
                    done.run();
                  }
                },
                refused);
    if (refusal != null) {
      log.warn("no reload: {}", refusal.message());
      done.run();
    }
  }

  private @Nullable Refusal reload(Live whose, Path from) throws InterruptedException {
    boolean taken = false;
    try {
      Config next = Config.load(from);
      Restrictions.log(from, started, next);
      ReloadPlan plan = plan(whose, next);
      Throwable failure = plan.carryOut(whose.performance.commands());
      running = next; // the rest of it is there even if something failed
      starts = plan.starts;
      taken = true;
      if (plan.osc != null) {
        targets.configure(plan.osc);
      }
      whose.midi.configure(next);
      whose.house.configure(next);
      whose.watch.configure(next);
      if (plan.archive) {
        whose.archive.configure(next);
      }
      if (failure != null) {
        throw failure;
      }
      whose.watch.configured(Instant.now());
      log.info(
          plan.said.isEmpty() ? "{}: nothing to take over" : "{} taken over: {}",
          from,
          String.join(", ", plan.said));
      return null;
    } catch (ConfigException e) {
      e.problems().forEach(problem -> log.error("not taken over: {}", problem));
      return new Refusal(Reason.BAD_CONFIG, String.join("; ", e.problems()));
    } catch (InterruptedException e) {
      throw e;
    } catch (IOException e) {
      log.error("{} not taken over: {}", from, Failures.describe(e));
      return new Refusal(Reason.BAD_CONFIG, Failures.describe(e));
    } catch (Throwable e) { // an Error too: so many writers may not fit into this machine's memory
      log.error("{} not taken over{}", from, taken ? " as a whole" : "", e);
      return new Refusal(Reason.BAD_CONFIG, "it could not be taken over: " + e);
    } finally {
      if (!taken) {
        casting.writers(running.writers().size());
        hands.folders(folders(running));
      }
    }
  }

  private ReloadPlan plan(Live live, Config next) throws IOException {
    Performance whose = live.performance;
    ReloadPlan plan = new ReloadPlan();
    if (!folders(next).equals(folders(running))) {
      plan.said.add("hands");
    }
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
    Runnable played = live.midi.prepare(next); // before there are writers who play
    Runnable seeded = live.archive.prepare(next); // likewise
    planWriters(whose, next, plan);
    plan.first.add(played);
    plan.first.add(seeded);
    if (!next.hours().equals(running.hours())) {
      plan.said.add("hours");
    }
    if (!next.visitor().equals(running.visitor())) {
      plan.said.add("visitor");
    }
    if (!next.midi().equals(running.midi())) {
      plan.said.add("midi");
    }
    plan.archive = !next.archive().equals(running.archive());
    if (plan.archive) {
      plan.said.add("archive");
    }
    if (!next.alert().equals(running.alert())) {
      plan.said.add("alert");
    }
    if (!OscTargets.settings(next.osc()).equals(OscTargets.settings(running.osc()))) {
      plan.said.add("osc");
      plan.osc = next.osc();
    }
    return plan;
  }

  private void planWriters(Performance whose, Config next, ReloadPlan plan) throws IOException {
    Page page = Cast.page(started);
    Cast cast = new Cast(hands, page);
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
      Point free = staying == 0 ? page.line(i, after) : page.room(plan.starts);
      plan.starts.add(at == null ? free : at);
      coming.add(cast.part(next.writers().get(i), plan.starts.getLast()));
    }
    for (int i = 0; i < after; i++) {
      if (!page.holds(plan.starts.get(i))) {
        throw new IOException(
            "writers[%d]: at: expected a place on the page as it is until a restart, %s x %s, found"
                    .formatted(i, page.width(), page.height())
                + " %s, %s".formatted(plan.starts.get(i).x(), plan.starts.get(i).y()));
      }
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

  private void planChange(
      Performance whose, Cast cast, int index, Config.Writer to, ReloadPlan plan)
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
      plan.each.add(
          () -> whose.space().writers().get(number - 1).wildness().configured(to.temperature()));
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
}
