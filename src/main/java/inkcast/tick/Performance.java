package inkcast.tick;

import inkcast.stage.AddressSpace;
import inkcast.stage.AddressSpace.Tree;
import inkcast.stage.Backstage;
import inkcast.stage.Commands;
import inkcast.stage.Commands.Command;
import inkcast.stage.Control;
import inkcast.stage.Node;
import inkcast.stage.WriterNodes;
import inkcast.writer.Ensemble;
import inkcast.writer.Page;
import inkcast.writer.Prime;
import inkcast.writer.Troupe;
import inkcast.writer.Writer;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens in one tick: commands, strokes, outputs. Tick's thread only. */
public final class Performance {
  /** Nodes that commands act on in one tick, about; the rest wait for the next. */
  public static final int MAX_COMMANDS = 1024;

  private static final int MAX_WAITING = 16 * MAX_COMMANDS;

  private static final Logger log = LoggerFactory.getLogger(Performance.class);
  private static final long SECOND_NS = 1_000_000_000;

  private final Settings settings;
  private final Commands commands = new Commands(MAX_WAITING);
  private final AddressSpace space;
  private final Control control;
  private final Troupe troupe;
  private final Budget budget;
  private final Haunting haunting;
  private final WriterEvents events;
  private final Predicate<Writer> haunted;
  private final Outputs outputs;
  private final Counters counters;
  private final OnceAMinute complaints = new OnceAMinute(System::nanoTime);
  private LongConsumer act = this::write;
  private boolean begun;
  private long lastHeartbeatNs;

  /**
   * Everything that takes part, ready to begin.
   *
   * @param ensembles all writers, whose numbers are dense from 1
   * @param budget decides when they are stepped on more than one thread
   * @param onRate carries out a new rate, on the tick's thread
   * @param backstage gives writers other hands, by way of {@link #recast}, and reloads
   */
  public Performance(
      Settings settings,
      List<Ensemble> ensembles,
      Budget budget,
      DoubleConsumer onRate,
      Backstage.Doors backstage,
      Counters counters) {
    this.settings = settings;
    this.counters = counters;
    this.budget = budget;
    haunting = new Haunting(budget);
    troupe = new Troupe(ensembles);
    outputs = new Outputs(counters);
    space =
        new AddressSpace(
            settings.prefix(),
            settings.page(),
            troupe.writers(),
            settings.maxTemperature(),
            settings.rate(),
            settings.midi(),
            rate -> {
              budget.rate(rate);
              onRate.accept(rate);
            },
            backstage,
            commands,
            System::nanoTime,
            outputs);
    events = new WriterEvents(space, outputs, counters, this::failed);
    haunted = events::haunted;
    control = new Control(space, commands, counters::count, outputs);
  }

  /**
   * What all writers share.
   *
   * @param prefix of every address
   * @param maxTemperature upper end of the temperatures' range
   * @param rate ticks a second, at first
   * @param midi whether each writer has a node of what it plays
   */
  public record Settings(
      String prefix, Page page, double maxTemperature, double rate, boolean midi) {}

  /** Who is told; set before the first tick. */
  public void outputs(List<Output> list) {
    outputs.set(list);
  }

  /**
   * Sets what happens in each tick instead of what the writers do; before the first tick.
   *
   * @param act is given monotonic time, on the tick's thread
   */
  public void perform(LongConsumer act) {
    this.act = act;
  }

  /** Tells everybody of a node's value that nobody here has set; tick's thread only. */
  public void tell(Node node) {
    outputs.changed(node);
  }

  /** Every node. */
  public AddressSpace space() {
    return space;
  }

  /** The way in for messages. */
  public Control control() {
    return control;
  }

  /** The way in for anything else that must be done on the tick's thread. */
  public Commands commands() {
    return commands;
  }

  /**
   * Gives a writer another hand, in which it begins a new line; tick's thread only.
   *
   * @param number the writer's, 1-based
   * @param to the writers of that hand, see {@link Troupe#move}
   * @param hand its name
   */
  public void recast(int number, Ensemble to, String hand) {
    if (number > space.writers().size()) {
      return; // it has left since
    }
    WriterNodes nodes = space.writers().get(number - 1);
    nodes.recast(troupe.move(nodes.writer(), to, hand));
  }

  /**
   * Gives a writer what the configuration says of it now, and with that a new line; tick's thread
   * only.
   *
   * @param number the writer's, 1-based
   * @param setup its hand's name is the one that it has, or that of {@code to}
   * @param random another source, or null: it keeps its own
   * @param to the writers of another hand, see {@link Troupe#move}, or null: it keeps its own
   */
  public void recast(
      int number, Writer.Setup setup, @Nullable RandomGenerator random, @Nullable Ensemble to) {
    WriterNodes nodes = space.writers().get(number - 1);
    nodes.writer().setup(setup, random);
    if (to != null && troupe.move(nodes.writer(), to, setup.hand())) {
      nodes.recast(true);
    } else {
      nodes.clear();
    }
    if (to != null) {
      nodes.handChosen(false);
    }
  }

  /**
   * Lets a writer begin its lines with somebody else's from now on, with this one; tick's thread
   * only.
   *
   * @param number the writer's, 1-based
   * @param prime null: with none
   * @param name of the line
   */
  public void prime(int number, @Nullable Prime prime, String name) {
    if (number <= space.writers().size()) {
      WriterNodes nodes = space.writers().get(number - 1);
      nodes.writer().prime(prime);
      nodes.model().primed(nodes.writer().primed() ? name : "");
      nodes.clear();
    }
  }

  /**
   * Makes a change of the number of writers ready; any thread but the tick's, one change at a time.
   *
   * @param staying of the writers, those with the lowest numbers: they write on as if nothing were
   * @param added those that come, with the numbers that follow, in ensembles that nobody else knows
   * @param maxTemperature upper end of their temperatures' range
   * @return what is left for the tick's thread
   */
  public Runnable prepare(int staying, List<Ensemble> added, double maxTemperature) {
    List<Writer> writers =
        added.stream()
            .flatMap(ensemble -> ensemble.members().stream())
            .sorted(Comparator.comparingInt(Writer::number))
            .toList();
    Troupe.Seats seats = new Troupe.Seats(staying + writers.size());
    Tree tree = space.prepare(staying, writers, maxTemperature);
    List<Runnable> outputsReady = outputs.prepare(tree);
    return () -> {
      troupe.recast(seats, added);
      space.replace(tree);
      outputsReady.forEach(Runnable::run);
      if (!space.global().open()) { // nobody begins in a closed house
        tree.writers().subList(staying, tree.writers().size()).forEach(WriterNodes::rest);
      }
    };
  }

  /**
   * Lets understudies perform for a while, to nobody, as ticks are slow until the JVM has compiled
   * them; call before the first tick, on its thread. Ends early when that is interrupted.
   */
  public void warmUp(Clock clock) {
    Performance rehearsal =
        new Performance(
            settings,
            troupe.understudies(),
            budget, // so that many writers are shared from the first tick on
            rate -> {},
            Backstage.Doors.CLOSED,
            new Counters());
    WarmUp.run(now -> rehearsal.tick(now, 0), clock);
  }

  /**
   * Carries out one tick. Throws nothing: an error is counted, and logged once a minute at most.
   *
   * @param nowNs monotonic time
   * @param wallMillis time of day
   */
  public void tick(long nowNs, long wallMillis) {
    if (!begun) {
      begun = true;
      lastHeartbeatNs = nowNs;
    }
    counters.count(Counter.TICKS);
    try {
      drain();
      act.accept(nowNs);
    } catch (Throwable e) { // the show goes on, whatever it is
      failed(e);
    }
    outputs.endOfTick(space.tree(), nowNs, wallMillis);
  }

  private void write(long nowNs) {
    step();
    haunting.haunt(troupe, space.turns().rules(), haunted, events);
    if (nowNs - lastHeartbeatNs >= SECOND_NS) {
      lastHeartbeatNs += SECOND_NS * ((nowNs - lastHeartbeatNs) / SECOND_NS);
      space.global().heartbeat(counters.get(Counter.TICKS));
    }
  }

  private void step() {
    if (budget.sharing()) {
      counters.count(Counter.SHARED_TICKS);
    }
    budget.begin();
    troupe.step(events);
    budget.end();
  }

  private void drain() {
    for (int done = 0; done < MAX_COMMANDS; ) {
      Command command = commands.poll();
      if (command == null) {
        return;
      }
      done += command.weight();
      try {
        command.run();
      } catch (RuntimeException e) {
        failed(e);
      }
    }
  }

  private void failed(Throwable e) {
    counters.count(Counter.TICK_ERRORS);
    if (complaints.due()) {
      log.error(
          "a tick, or a writer in it, failed, {} so far", counters.get(Counter.TICK_ERRORS), e);
    }
  }
}
