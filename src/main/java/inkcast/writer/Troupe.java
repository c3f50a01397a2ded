package inkcast.writer;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All writers, in one ensemble for each hand that somebody writes in; those that came later have
 * ensembles of their own. Tick's thread only.
 */
public final class Troupe {
  private @Nullable Ensemble[] ensembles; // (writers,), the first size, each with a member
  private Ensemble[] belongs; // (writers,), the ensemble of number n stands at n - 1
  private int size;

  /**
   * Brings all writers together.
   *
   * @param ensembles all writers, whose numbers are dense from 1
   */
  public Troupe(List<Ensemble> ensembles) {
    this.ensembles = new Ensemble[0];
    belongs = new Ensemble[0];
    recast(
        new Seats(ensembles.stream().mapToInt(ensemble -> ensemble.members().size()).sum()),
        ensembles);
  }

  /** Room for a number of writers, allocated before it is needed; any thread, used once. */
  public static final class Seats {
    private final @Nullable Ensemble[] ensembles;
    private final Ensemble[] belongs;

    /** For so many writers. */
    public Seats(int writers) {
      ensembles = new Ensemble[writers];
      belongs = new Ensemble[writers];
    }
  }

  /** The writers; number n stands at n - 1. */
  public List<Writer> writers() {
    return Stream.of(ensembles)
        .filter(Objects::nonNull)
        .flatMap(ensemble -> ensemble.members().stream())
        .sorted(Comparator.comparingInt(Writer::number))
        .toList();
  }

  /** Others, to rehearse with: see {@link Ensemble#understudies}. */
  public List<Ensemble> understudies() {
    return Stream.of(ensembles).filter(Objects::nonNull).map(Ensemble::understudies).toList();
  }

  /** One stroke of every writer that is not paused. */
  public void step(WriterListener listener) {
    for (Ensemble ensemble : ensembles) {
      if (ensemble == null) {
        return;
      }
      ensemble.step(listener);
    }
  }

  /**
   * Finds those at whose pens visitors write, for {@link #haunt}.
   *
   * @param wanted says who can have ghosts
   * @return how many they are
   */
  public int gather(Predicate<Writer> wanted) {
    int all = 0;
    for (int i = 0; i < size; i++) {
      all += Objects.requireNonNull(ensembles[i]).gather(wanted);
    }
    return all;
  }

  /**
   * Samples what those might write next that were gathered.
   *
   * @param each ghosts a writer; fewer if a hand has no room
   * @return how many there are
   */
  public int haunt(int each, float temperature, Ghosts.Listener listener) {
    int all = 0;
    for (int i = 0; i < size; i++) {
      all += Objects.requireNonNull(ensembles[i]).haunt(each, temperature, listener);
    }
    return all;
  }

  /**
   * Lets a writer begin a new line in another hand, and leaves all others as they are. Allocates
   * what a restart does.
   *
   * @param to the ensemble of that hand: one of this troupe, or one of nobody with room for as many
   *     writers
   * @param hand its name
   * @return false if the writer had that hand already: it writes on where it is
   */
  public boolean move(Writer writer, Ensemble to, String hand) {
    if (belongs[writer.number() - 1].weights() == to.weights()) {
      return false;
    }
    leave(writer.number());
    if (to.empty()) {
      ensembles[size++] = to;
    }
    to.join(writer, hand);
    belongs[writer.number() - 1] = to;
    return true;
  }

  /**
   * Lets the writers go that have no seat, and others come, and leaves those that stay as they are.
   * Allocates nothing but what is needed to look at a list.
   *
   * @param seats for those that stay and those that come
   * @param added those that come, in ensembles of their own, with the numbers that follow
   */
  public void recast(Seats seats, List<Ensemble> added) {
    int staying = Math.min(belongs.length, seats.belongs.length);
    for (int number = belongs.length; number > staying; number--) {
      leave(number);
    }
    System.arraycopy(ensembles, 0, seats.ensembles, 0, size);
    System.arraycopy(belongs, 0, seats.belongs, 0, staying);
    ensembles = seats.ensembles;
    belongs = seats.belongs;
    for (Ensemble ensemble : added) {
      ensembles[size++] = ensemble;
      ensemble.note(belongs);
    }
  }

  private void leave(int number) {
    Ensemble from = belongs[number - 1];
    from.leave(number);
    if (from.empty()) {
      remove(from);
    }
  }

  private void remove(Ensemble gone) {
    int at = 0;
    while (ensembles[at] != gone) {
      at++;
    }
    size--;
    System.arraycopy(ensembles, at + 1, ensembles, at, size - at);
    ensembles[size] = null; // its weights take megabytes
  }
}
