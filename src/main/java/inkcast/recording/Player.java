package inkcast.recording;

import inkcast.recording.Moment.Cue;
import inkcast.stage.Node;
import inkcast.tick.Counter;
import inkcast.tick.Counters;
import inkcast.tick.Performance;
import inkcast.tick.TickLoop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets what was recorded happen again, each tick at its time after the one before, in the place of
 * what the writers do. Nobody else changes anything meanwhile. Tick's thread only; in steady state
 * it allocates nothing.
 */
public final class Player implements TickLoop.Tick, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Player.class);

  /** A longer time without a tick is a loss, or a machine that slept: nobody sits through it. */
  static final long LONGEST_NS = TimeUnit.SECONDS.toNanos(2);

  private static final long ASTRAY_MILLIS = 1_000;

  private final Performance performance;
  private final TickLoop loop;
  private final Counters counters;
  private final Prompter prompter;
  private final Map<String, Node> nodes = new HashMap<>();
  private final @Nullable Node targets; // of OSC
  private @Nullable Moment moment; // the present one
  private boolean begun;
  private long wallShift; // milliseconds from the recorded time of day to this one
  private boolean toldUnknown;
  private volatile boolean ended;

  /**
   * Gives all nodes the values that they had when the recording began, and refuses from now on
   * whatever comes in; before the first tick.
   *
   * @param performance with as many writers as the recording begins with
   * @param loop which this ends when the recording does
   * @param again whether to begin anew then
   * @param writers prepares it that there are so many from then on, beside the ticks; what it gives
   *     is run on the tick's thread, before it is asked again
   */
  public Player(
      Recording recording,
      Performance performance,
      TickLoop loop,
      boolean again,
      IntFunction<Runnable> writers,
      Counters counters) {
    this.performance = performance;
    this.loop = loop;
    this.counters = counters;
    performance.control().close("a recording is played: nothing can be changed");
    performance.perform(this::play);
    targets = performance.space().node(performance.space().prefix() + "/targets");
    readNodes();
    prompter = new Prompter(recording, performance.space().prefix(), again, writers);
    for (Told told : recording.state()) {
      String address = told.address();
      take(new Cue(null, prompter.address(address), told.value(), true), false);
    }
    prompter.start();
  }

  @Override
  public void tick(long nowNs, long wallMillis) {
    boolean last = prompter.ended();
    Moment next = prompter.poll();
    if (next == null) {
      if (last) {
        ended = true;
        loop.stop();
      } else if (begun) {
        counters.count(Counter.MISSED_TICKS); // the disk is late
      }
      return;
    }
    begun = true;
    moment = next;
    performance.tick(nowNs, wall(next, wallMillis));
    Moment following = prompter.peek();
    long period = following == null ? 0 : following.dueNs() - next.dueNs();
    if (period > 0) {
      loop.period(Math.min(period, LONGEST_NS));
    } // else it begins anew, or is not known: after as long as before
  }

  /** Whether as much is read ahead as ever will be; any thread. */
  boolean readAhead() {
    return prompter.ended() || prompter.full();
  }

  /** Whether it was played to its end, which no fault of the disk was; any thread. */
  public boolean ended() {
    return ended && !prompter.failed();
  }

  /**
   * The recorded time of day, moved to now: what goes by it happens at the same ticks as then. If
   * either clock leaps, or this playing is late, it is moved anew.
   */
  private long wall(Moment next, long wallMillis) {
    if (Math.abs(next.wallMillis() + wallShift - wallMillis) > ASTRAY_MILLIS) {
      wallShift = wallMillis - next.wallMillis();
    }
    return next.wallMillis() + wallShift;
  }

  private void play(long nowNs) {
    Moment now = moment;
    if (now != null) {
      List<Cue> cues = now.cues();
      for (int i = 0; i < cues.size(); i++) {
        take(cues.get(i), now.leap());
      }
    }
  }

  private void take(Cue cue, boolean leap) {
    if (cue.change() != null) {
      cue.change().run();
      readNodes();
      return;
    }
    Node node = nodes.get(cue.address());
    if (node == null || !node.fits(cue.value())) {
      unknown(cue);
      return;
    }
    if (own(node)) {
      return;
    }
    boolean other = node.take(cue.value());
    if (!cue.silent() || (leap && other)) {
      performance.tell(node);
    }
  }

  /**
   * Whether it speaks of this daemon, or of what an output plays of its own: that plays here, too.
   */
  private boolean own(Node node) {
    return node == targets || node.types().equals("m");
  }

  private void readNodes() {
    nodes.clear();
    performance.space().nodes().forEach(node -> nodes.put(node.address(), node));
  }

  private void unknown(Cue cue) {
    if (!toldUnknown) {
      toldUnknown = true;
      log.warn("recorded, but not to be played here, perhaps with others: {}", cue.address());
    }
  }

  /** Reads no more; the tick's thread must have stopped. */
  @Override
  public void close() {
    prompter.close();
  }
}
