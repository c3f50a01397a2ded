package inkcast.house;

import inkcast.house.House.Store;
import inkcast.house.State.Choice;
import inkcast.house.State.Warmth;
import inkcast.house.State.Writer;
import inkcast.stage.Temperature;
import inkcast.stage.WriterNodes;
import inkcast.tick.Clock;
import inkcast.tick.OnceAMinute;
import inkcast.tick.Performance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what people have set, once it has changed and not too often. One thread. */
final class Keeper {
  private static final Logger log = LoggerFactory.getLogger(Keeper.class);
  private static final long EVERY_NS = TimeUnit.SECONDS.toNanos(10);

  private final Performance performance;
  private final Clock clock;
  private final Store store;
  private final Map<Integer, Writer> remembered;
  private final OnceAMinute complaints;
  private byte[] kept;
  private long keptChanges = -1; // never yet
  private long triedNs;
  private long failures;

  /**
   * Nothing has changed yet.
   *
   * @param kept what there is already
   * @param remembered what of it counted at the start, by number
   */
  Keeper(
      Performance performance,
      Clock clock,
      Store store,
      State kept,
      Map<Integer, Writer> remembered) {
    this.remembered = remembered;
    this.performance = performance;
    this.clock = clock;
    this.store = store;
    this.kept = bytes(kept);
    triedNs = clock.nanoTime() - EVERY_NS;
    complaints = new OnceAMinute(clock::nanoTime);
  }

  /** Writes if that is due. */
  void look(List<Plan> plans) {
    if (clock.nanoTime() - triedNs >= EVERY_NS) {
      keep(plans);
    }
  }

  /** Writes what has not been written yet. */
  void keep(List<Plan> plans) {
    long changes = performance.space().people().changes();
    if (changes == keptChanges) {
      return;
    }
    byte[] now = bytes(state(plans));
    if (Arrays.equals(now, kept)) {
      keptChanges = changes;
      return;
    }
    triedNs = clock.nanoTime();
    try {
      store.write(now);
      kept = now;
      keptChanges = changes;
      if (failures > 0) {
        log.info("what people set is kept again");
        failures = 0;
      }
    } catch (IOException | RuntimeException e) {
      failures++;
      if (complaints.due()) {
        log.warn("what people set is not kept over a restart: {} ({} tries)", e, failures);
      }
    }
  }

  /** What people have set by now, beside what the configuration says. */
  private State state(List<Plan> plans) {
    List<Writer> writers = new ArrayList<>();
    List<WriterNodes> all = performance.space().writers();
    int count = Math.min(all.size(), plans.size()); // while some come or go, not the same
    for (int number = 1; number <= count; number++) {
      WriterNodes nodes = all.get(number - 1);
      Plan plan = plans.get(number - 1);
      Warmth warmth = warmth(nodes.wildness(), plan.temperature());
      Choice hand = hand(number, nodes.chosenHand(), plan.hand());
      if (warmth != null || hand != null || nodes.paused()) {
        writers.add(new Writer(number, warmth, hand, nodes.paused()));
      }
    }
    return new State(State.VERSION, writers);
  }

  /** One that could not be given at the start, as its folder was not there, is not forgotten. */
  private @Nullable Choice hand(int number, @Nullable String chosen, String configured) {
    if (chosen != null) {
      return chosen.equals(configured) ? null : new Choice(configured, chosen);
    }
    Writer before = remembered.get(number);
    Choice missing = before == null ? null : before.hand();
    return missing != null && missing.configured().equals(configured) ? missing : null;
  }

  private static @Nullable Warmth warmth(Temperature temperature, double configured) {
    Float operator = set(temperature.operator());
    Float visitor = set(temperature.visitor());
    boolean nothing = operator == null && visitor == null;
    return nothing ? null : new Warmth(configured, operator, visitor);
  }

  private static @Nullable Float set(float value) {
    return Float.isNaN(value) ? null : value;
  }

  private static byte[] bytes(State state) {
    try {
      return StateFile.bytes(state);
    } catch (IOException e) {
      throw new AssertionError("numbers and names can be written", e);
    }
  }
}
