package inkcast.app;

import com.sun.management.ThreadMXBean;
import inkcast.hand.HandException;
import inkcast.hand.Hands;
import inkcast.model.Batch;
import inkcast.model.Lstm;
import inkcast.model.SliceableLstm;
import inkcast.model.Twin;
import inkcast.model.Weights;
import inkcast.stage.Backstage;
import inkcast.stage.Commands.Command;
import inkcast.stage.Node;
import inkcast.stage.Refusal;
import inkcast.stage.Refusal.Reason;
import inkcast.stage.Request;
import inkcast.tick.Performance;
import inkcast.writer.Crew;
import inkcast.writer.Ensemble;
import inkcast.writer.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives writers other hands. On {@link Preparation}'s thread it reads a hand, packs its weights,
 * allocates the ensemble and rehearses its code; the tick's thread only lets the writers join.
 */
final class Casting implements Backstage {
  /** Writers that begin in another hand in one tick at most: a random state takes its time. */
  static final int WRITERS_A_TICK = 64;

  private static final Logger log = LoggerFactory.getLogger(Casting.class);

  // Streams of a rehearsal: each number of them, up to this, takes the code another way.
  private static final int REHEARSED = 8;
  private static final long SHORTEST_REHEARSAL_NS = 200_000_000;
  private static final long LONGEST_REHEARSAL_NS = 5_000_000_000L;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Hands hands;
  private final Crew crew;
  private final Preparation preparation;
  private int writers; // there are; that thread's
  private final List<WeakReference<Ensemble>> ensembles = new ArrayList<>(); // that thread's
  private volatile @Nullable Performance performance;

  /**
   * Nobody is cast anew before {@link #open}.
   *
   * @param ensembles those that write at first, in these hands
   * @param writers there are
   */
  Casting(Hands hands, Crew crew, Preparation preparation, List<Ensemble> ensembles, int writers) {
    this.hands = hands;
    this.crew = crew;
    this.preparation = preparation;
    this.writers = writers;
    ensembles.forEach(ensemble -> this.ensembles.add(new WeakReference<>(ensemble)));
  }

  /** Whose writers are given other hands from now on. */
  void open(Performance performance) {
    this.performance = performance;
  }

  /**
   * Rehearses, beside the first ticks, what these do not: a visitor's ghosts are stepped few and
   * many at a time, and the first ones would take most of a second of a tick.
   */
  void rehearse() {
    var _ =
        preparation.execute(
            () -> {
              for (WeakReference<Ensemble> known : ensembles) {
                Ensemble ensemble = known.get();
                if (ensemble != null) {
                  rehearse(ensemble);
                }
              }
              return null;
            },
            refusal -> {});
  }

  private static void rehearse(Ensemble ensemble) {
    Weights weights = ensemble.weights();
    try {
      rehearse("a hand", Twin.preferred().lstm(weights), weights);
    } catch (HandException e) {
      log.warn("{}", e.getMessage()); // its writers heal, or say so
    }
  }

  @Override
  public List<String> names() {
    try {
      return hands.names();
    } catch (IOException | UncheckedIOException e) {
      log.warn("cannot list the hands: {}", e.toString());
      return List.of();
    }
  }

  @Override
  public @Nullable Refusal prepare(List<Node> nodes, Request request) {
    Performance whose = performance;
    if (whose == null) {
      return new Refusal(Reason.BUSY, "not yet, try again");
    }
    String name = request.texts().getFirst();
    int[] numbers = nodes.stream().mapToInt(Node::writer).toArray();
    return preparation.execute(() -> cast(whose, numbers, name), request.later());
  }

  private @Nullable Refusal cast(Performance performance, int[] numbers, String name)
      throws InterruptedException {
    try {
      Ensemble ensemble = ensemble(name, hands.byName(name).weights());
      for (int from = 0; from < numbers.length; from += WRITERS_A_TICK) {
        int to = Math.min(numbers.length, from + WRITERS_A_TICK);
        int[] some = Arrays.copyOfRange(numbers, from, to);
        Preparation.queue(performance.commands(), new Recast(performance, some, ensemble, name));
      }
      return null;
    } catch (InterruptedException e) {
      throw e;
    } catch (IOException e) {
      return new Refusal(Reason.BAD_HAND, Failures.describe(e));
    } catch (Throwable e) { // an Error too: a hand may be too large for this machine's memory
      log.warn("hand {} could not be made ready", name, e);
      return new Refusal(Reason.BAD_HAND, name + " could not be made ready: " + e);
    }
  }

  /**
   * The ensemble that writes in a hand, or did until lately, and has room for everybody; else a new
   * one. That thread's.
   */
  Ensemble ensemble(String name, Weights weights) throws HandException {
    ensembles.removeIf(known -> known.refersTo(null));
    for (WeakReference<Ensemble> known : ensembles) {
      Ensemble ensemble = known.get();
      if (ensemble != null && ensemble.weights() == weights && ensemble.holds(writers)) {
        return ensemble;
      }
    }
    Ensemble ensemble = new Ensemble(weights, writers, crew.lstm(step(name, weights)));
    ensembles.add(new WeakReference<>(ensemble));
    return ensemble;
  }

  /**
   * Makes writers that come to others, in ensembles of their own: nobody need move for them. That
   * thread's.
   *
   * @param first number of the first of them
   */
  List<Ensemble> form(List<Part> parts, int first) throws HandException {
    Map<Weights, Lstm> steps = new IdentityHashMap<>();
    for (Part part : parts) {
      if (!steps.containsKey(part.weights())) {
        SliceableLstm step = step(part.setup().hand(), part.weights());
        steps.put(part.weights(), crew.lstm(step));
      }
    }
    List<Ensemble> formed = Ensemble.form(parts, first, weights -> crewed(steps, weights));
    formed.forEach(ensemble -> ensembles.add(new WeakReference<>(ensemble)));
    return formed;
  }

  private static Lstm crewed(Map<Weights, Lstm> steps, Weights weights) {
    return Objects.requireNonNull(steps.get(weights));
  }

  /** So many writers there are from now on; that thread's. */
  void writers(int count) {
    writers = count;
  }

  private SliceableLstm step(String name, Weights weights) throws HandException {
    SliceableLstm step = Twin.preferred().lstm(weights);
    rehearse(name, step, weights);
    return step;
  }

  /**
   * The JVM compiles what it sees used again and again, and no tick shall wait for that: steps
   * until nothing is allocated any more, as vectors are put into boxes before they are compiled.
   */
  private static void rehearse(String name, SliceableLstm step, Weights weights)
      throws HandException {
    Batch batch = new Batch(weights, REHEARSED);
    int[] rows = IntStream.range(0, REHEARSED).toArray();
    long start = System.nanoTime();
    long took;
    long bytes;
    do {
      bytes = THREADS.getCurrentThreadAllocatedBytes();
      for (int count = 1; count <= REHEARSED; count++) {
        step.update(batch, rows, count);
      }
      bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
      took = System.nanoTime() - start;
    } while ((took < SHORTEST_REHEARSAL_NS || (bytes > 0 && took < LONGEST_REHEARSAL_NS))
        && !Thread.currentThread().isInterrupted());
    if (!batch.finite(0)) {
      throw new HandException(name, "gives outputs that are no numbers");
    }
  }

  /** Lets some writers join an ensemble: what is left for the tick's thread. */
  private record Recast(Performance performance, int[] numbers, Ensemble to, String hand)
      implements Command {

    @Override
    public void run() {
      for (int number : numbers) {
        performance.recast(number, to, hand);
      }
    }

    /** So heavy that {@link #WRITERS_A_TICK} of them are all that a tick does. */
    @Override
    public int weight() {
      return numbers.length * (Performance.MAX_COMMANDS / WRITERS_A_TICK);
    }
  }
}
