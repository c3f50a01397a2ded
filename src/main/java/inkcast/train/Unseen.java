package inkcast.train;

import inkcast.model.Weights;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleConsumer;

/** Strokes that no training has seen, to judge hands by. */
public final class Unseen {
  // Trainings count their seeds up from small ones; these are on the other side of the numbers.
  private static final long NEVER_TRAINED_ON = 1L << 62;

  private Unseen() {}

  /**
   * Lets a hand write at temperature 1 from the zero state.
   *
   * @param strokes of each stream
   * @param progress told what part is written, 0..1
   * @return each (strokes, 3): dx, dy in model units, pen
   */
  public static List<float[]> write(
      Weights author, int streams, int strokes, long seed, DoubleConsumer progress) {
    List<Corpus.Plan> plans = Collections.nCopies(streams, new Corpus.Plan(1, false, false));
    return new Scribe(author, null, strokes)
        .write(plans, NEVER_TRAINED_ON + seed, progress).stream()
            .map(Corpus.Stream::strokes)
            .toList();
  }
}
