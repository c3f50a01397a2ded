package inkcast.writer;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All writers, in one ensemble for each hand that somebody writes in. Tick's thread only. */
public final class Troupe {
  private final List<Writer> writers;
  private final @Nullable Ensemble[]
      ensembles; // (writers,), the first size of them, each with a member
  private final Ensemble[] belongs; // (writers,), the ensemble of number n stands at n - 1
  private int size;

  /**
   * Brings all writers together.
   *
   * @param ensembles all writers, whose numbers are dense from 1
   */
  public Troupe(List<Ensemble> ensembles) {
    writers =
        ensembles.stream()
            .flatMap(ensemble -> ensemble.members().stream())
            .sorted(Comparator.comparingInt(Writer::number))
            .toList();
    this.ensembles = new Ensemble[writers.size()];
    belongs = new Ensemble[writers.size()];
    for (Ensemble ensemble : ensembles) {
      this.ensembles[size++] = ensemble;
      ensemble.members().forEach(writer -> belongs[writer.number() - 1] = ensemble);
    }
  }

  /** The writers; number n stands at n - 1. */
  public List<Writer> writers() {
    return writers;
  }

  /** Others, to rehearse with: see {@link Ensemble#understudies}. */
  public List<Ensemble> understudies() {
    return Stream.of(ensembles).filter(Objects::nonNull).map(Ensemble::understudies).toList();
  }

  /** One stroke of every writer that is not paused. */
  public void step(Ensemble.Listener listener) {
    for (Ensemble ensemble : ensembles) {
      if (ensemble == null) {
        return;
      }
      ensemble.step(listener);
    }
  }

  /**
   * Lets a writer begin a new line in another hand, and leaves all others as they are. Allocates
   * what a restart does.
   *
   * @param to the ensemble of that hand: one of this troupe, or one of nobody with room for as many
   *     writers
   * @param hand its name
   * @return false if the writer was there already: it writes on
   */
  public boolean move(Writer writer, Ensemble to, String hand) {
    Ensemble from = belongs[writer.number() - 1];
    if (from == to) {
      return false;
    }
    from.leave(writer);
    if (from.empty()) {
      remove(from);
    }
    if (to.empty()) {
      ensembles[size++] = to;
    }
    to.join(writer, hand);
    belongs[writer.number() - 1] = to;
    return true;
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
