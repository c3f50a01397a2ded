package inkcast.house;

import inkcast.house.State.Choice;
import inkcast.house.State.Warmth;
import inkcast.house.State.Writer;
import inkcast.stage.Role;
import inkcast.stage.Turns;
import inkcast.stage.WriterNodes;
import inkcast.tick.Clock;
import inkcast.tick.OnceAMinute;
import inkcast.tick.Performance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the stage on a thread of its own: hours, visitors who have gone, and what people have
 * set.
 */
public final class House implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(House.class);
  private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long MOVING_NS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long CLOSING_MILLIS = 2_000;

  private final Clock clock;
  private final OnceAMinute complaints;
  private final State kept;
  private final Map<Integer, Writer> remembered; // by number
  private final Thread thread = new Thread(this::run, "house");
  private volatile Rules rules;
  private volatile boolean restored; // what people had set
  private volatile boolean stopped;
  private @Nullable Live live; // the thread's, once it runs, as is all below
  private long failures;

  /**
   * What the configuration says.
   *
   * @param reset time after the last visitor when what visitors set is undone; zero: never
   * @param drift how far temperatures move away from what is set while nobody comes; 0: not at all
   * @param period of a rise and a fall
   * @param turns of visitors who write
   * @param writers number 1 first
   */
  public record Rules(
      Schedule schedule,
      Duration reset,
      double drift,
      Duration period,
      Turns.Rules turns,
      List<Plan> writers) {}

  /** Writes a file whole, or throws and leaves it as it was. */
  public interface Store {
    /** Does it. */
    void write(byte[] content) throws IOException;
  }

  private record Live(
      Performance performance, Curtain curtain, Visitors visitors, @Nullable Keeper keeper) {}

  /**
   * Reads what people had set.
   *
   * @param file where that is kept, or null: nowhere
   */
  public House(Rules rules, @Nullable Path file, Clock clock) {
    this.rules = rules;
    this.clock = clock;
    complaints = new OnceAMinute(clock::nanoTime);
    kept = file == null ? State.EMPTY : StateFile.read(file);
    remembered = kept.of(rules.writers);
    thread.setDaemon(true);
  }

  /** Name of the hand that an operator had given a writer, while that counts; else null. */
  public @Nullable String hand(int number) {
    Writer writer = remembered.get(number);
    Choice hand = writer == null ? null : writer.hand();
    return hand == null ? null : hand.operator();
  }

  /**
   * Decides whether the house is open, and asks for what people had set; before anybody else asks
   * for anything.
   *
   * @param store keeps what people set from now on, or null: nothing does
   */
  public void open(Performance performance, @Nullable Store store) {
    Keeper keeper = store == null ? null : new Keeper(performance, clock, store, kept, remembered);
    Live house =
        new Live(
            performance, new Curtain(performance, clock), new Visitors(performance, clock), keeper);
    live = house;
    performance.commands().offer(() -> restore(performance.space().writers()));
    house.curtain.look(rules.schedule);
  }

  private void restore(List<WriterNodes> writers) {
    remembered.forEach((number, saved) -> restore(writers.get(number - 1), saved));
    restored = true;
  }

  private static void restore(WriterNodes writer, Writer saved) {
    Warmth warmth = saved.temperature();
    Choice hand = saved.hand();
    if (warmth != null && warmth.operator() != null) {
      writer.wildness().set(warmth.operator(), Role.OPERATOR);
    }
    if (warmth != null && warmth.visitor() != null) {
      writer.wildness().set(warmth.visitor(), Role.VISITOR);
    }
    if (hand != null && hand.operator().equals(writer.hand().text())) {
      writer.handChosen(true); // it was made so
    }
    if (saved.paused()) {
      writer.paused(true);
    }
  }

  /** Begins to look, on a thread of its own. */
  public void start() {
    thread.start();
  }

  /** Takes over what the configuration says now; any thread. */
  public void configure(Rules next) {
    rules = next;
  }

  /** Looks once at everything; {@link #start} does that again and again. */
  void look() {
    Live house = live;
    if (house == null) {
      return;
    }
    Rules now = rules;
    attempt(() -> house.curtain.look(now.schedule));
    Turns turns = house.performance.space().turns();
    turns.rules(now.turns);
    attempt(turns::look);
    attempt(() -> house.visitors.look(now, house.curtain.open()));
    if (house.keeper != null && restored) {
      attempt(() -> house.keeper.look(now.writers));
    }
  }

  /** What fails keeps nothing else from being looked after, and is tried again. */
  private void attempt(Runnable what) {
    try {
      what.run();
    } catch (Throwable e) { // an Error too, or the house would stay as it is for ever
      failed(e);
    }
  }

  private void run() {
    while (!stopped) {
      look();
      Live house = live;
      boolean moving =
          house != null && (house.curtain.moving() || house.performance.space().turns().any());
      LockSupport.parkNanos(this, moving ? MOVING_NS : LOOK_NS);
    }
  }

  private void failed(Throwable e) {
    failures++;
    if (complaints.due()) {
      log.error("the house is not looked after, {} times so far", failures, e);
    }
  }

  /** Ends, and keeps what people have set since; the ticks must have ended. */
  @Override
  public void close() {
    stopped = true;
    LockSupport.unpark(thread);
    try {
      thread.join(CLOSING_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Live house = live;
    if (house != null && house.keeper != null && restored && !thread.isAlive()) {
      house.keeper.keep(rules.writers);
    }
  }
}
