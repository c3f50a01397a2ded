package inkcast.writer;

import inkcast.model.Batch;
import inkcast.model.Lstm;
import inkcast.model.Mixture;
import inkcast.model.Offset;
import inkcast.model.Sources;
import inkcast.model.Weights;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * What writers of one hand might write next: strokes sampled from copies of their states, as in the
 * published sketch "predict", all in one batch. Neither the writers nor their random sources are
 * touched. Tick's thread only; allocates nothing once it is made.
 */
public final class Ghosts {
  /** Strokes of each. */
  public static final int STEPS = 10;

  /** Ghosts of all writers together at most. */
  public static final int MOST = 128;

  private final Batch batch;
  private final Lstm lstm;
  private final Mixture mixture;
  private final RandomGenerator random = Sources.seeded(0);
  private final int[] rows = new int[MOST];
  private final Offset[] offsets = new Offset[MOST]; // the last one, model units
  private final float[] x = new float[MOST];
  private final float[] y = new float[MOST];
  private final boolean[] ended = new boolean[MOST]; // at the right margin, or off the page
  private final Stroke stroke = new Stroke();
  private final Writer[] haunted; // (writers,), those that have ghosts
  private int writers; // how many these are

  /**
   * Room for ghosts of a hand.
   *
   * @param lstm its step
   * @param writers that there can be
   */
  Ghosts(Weights weights, Lstm lstm, int writers) {
    this.lstm = lstm;
    haunted = new Writer[writers];
    batch = new Batch(weights, MOST);
    mixture = new Mixture(weights);
    Arrays.setAll(rows, row -> row);
    Arrays.setAll(offsets, row -> new Offset());
  }

  /** Is told of each stroke of each ghost. */
  public interface Listener {

    /**
     * A ghost's stroke; one that comes to the right margin has no further ones.
     *
     * @param ghost 0-based
     * @param step 0-based
     * @param stroke overwritten by the next
     */
    void ghost(Writer writer, int ghost, int step, Stroke stroke);
  }

  /**
   * Finds those at whose pens visitors write.
   *
   * @param wanted says who can have ghosts
   * @return how many they are
   */
  int gather(Writer[] members, int size, Predicate<Writer> wanted) {
    writers = 0;
    for (int i = 0; i < size; i++) {
      Writer writer = members[i];
      if (writer.dictation().active()
          && !writer.paused()
          && !writer.resting()
          && wanted.test(writer)) {
        haunted[writers++] = writer;
      }
    }
    return writers;
  }

  /**
   * Samples anew for those that were gathered.
   *
   * @param from their states
   * @param wanted ghosts a writer; fewer if there is no room
   * @param temperature theirs
   * @return how many there are
   */
  int sample(Batch from, int wanted, float temperature, Listener listener) {
    int each = writers == 0 ? 0 : Math.min(wanted, MOST / writers);
    int all = writers * each;
    for (int row = 0; row < all; row++) {
      Writer writer = haunted[row / each];
      batch.copy(from, writer.row(), row);
      writer.offset(offsets[row]);
      x[row] = writer.stroke().x;
      y[row] = writer.stroke().y;
      ended[row] = false;
    }
    for (int step = 0; step < STEPS; step++) {
      for (int row = 0; row < all; row++) {
        Offset last = offsets[row];
        batch.input(row, last.dx, last.dy, last.pen);
      }
      lstm.update(batch, rows, all);
      for (int row = 0; row < all; row++) {
        mixture.read(batch, row);
        boolean penWasUp = offsets[row].pen != 0;
        mixture.sample(temperature, random, offsets[row]);
        if (!ended[row]) {
          Writer writer = haunted[row / each];
          stroke.x = x[row];
          stroke.y = y[row];
          stroke.go(offsets[row], writer.scale(), penWasUp);
          x[row] = stroke.x;
          y[row] = stroke.y;
          ended[row] = writer.ends(x[row], y[row]);
          listener.ghost(writer, row % each, step, stroke);
        }
      }
    }
    return all;
  }
}
