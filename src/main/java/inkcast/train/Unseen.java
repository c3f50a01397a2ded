package inkcast.train;

import inkcast.model.Weights;
import java.util.ArrayList;
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
    List<Corpus.Plan> plans = new ArrayList<>();
    for (int i = 0; i < streams; i++) {
      plans.add(new Corpus.Plan(1, Corpus.Start.ZERO, false, NEVER_TRAINED_ON + seed + i));
    }
    return new Scribe(author, null)
        .write(plans, strokes, progress).stream().map(Corpus.Stream::strokes).toList();
  }
}
