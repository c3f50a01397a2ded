package inkcast.train;

import inkcast.model.Batch;
import inkcast.model.Lstm;
import inkcast.model.Mixture;
import inkcast.model.Offset;
import inkcast.model.Sources;
import inkcast.model.Twin;
import inkcast.model.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.random.RandomGenerator;

/**
 * Lets a hand write by itself: nothing but the network and {@link Mixture#sample}, each stroke fed
 * back as the next input. A writer of the daemon does more: it begins anew at the margins and when
 * its pen is stuck, which hides what this is there to show. Belongs to one thread.
 */
public final class FreeRun {
  /** What hands are judged at, unless told otherwise. */
  public static final List<Double> TEMPERATURES = List.of(0.1, 0.25, 0.4, 0.6, 0.8, 1.0, 1.2);

  private static final int ROWS = 64; // side by side, so that the weights are read once for all

  private final Weights weights;
  private final List<Double> temperatures;
  private final RandomGenerator seeds;
  private final Lstm lstm;
  private final Mixture mixture;
  private final Offset offset = new Offset();

  /**
   * Makes ready to write.
   *
   * @param temperatures each finite, at least 0
   * @param seed of all streams
   */
  public FreeRun(Weights weights, List<Double> temperatures, long seed) {
    this.weights = weights;
    this.temperatures = List.copyOf(temperatures);
    seeds = Sources.seeded(seed);
    lstm = Twin.preferred().lstm(weights);
    mixture = new Mixture(weights);
  }

  /**
   * Writes streams, each from a random state (0.5 standard deviation) and with a random source of
   * its own. The n-th streams of all temperatures start from the same state with the same chances.
   * Another call writes others.
   *
   * @param streams at each temperature
   * @param strokes of each stream
   * @param progress told what part is written, 0..1
   * @return for each temperature its streams, each (strokes, 3): dx, dy in model units, pen; NaN
   *     where the network gave none
   */
  public List<List<float[]>> write(int streams, int strokes, DoubleConsumer progress) {
    long[] seed = seeds.longs(streams).toArray();
    List<List<float[]>> all = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    for (double temperature : temperatures) {
      List<float[]> some = new ArrayList<>();
      for (int s = 0; s < streams; s++) {
        float[] stream = new float[strokes * Weights.INPUTS];
        some.add(stream);
        rows.add(new Row(temperature, Sources.seeded(seed[s]), stream));
      }
      all.add(some);
    }
    for (int from = 0; from < rows.size(); from += ROWS) {
      int before = from;
      List<Row> some = rows.subList(from, Math.min(from + ROWS, rows.size()));
      writeSome(
          some, strokes, part -> progress.accept((before + part * some.size()) / rows.size()));
    }
    return all;
  }

  @SuppressWarnings("ArrayRecordComponent") // filled in place, compared by nobody
  private record Row(double temperature, RandomGenerator random, float[] stream) {}

  private void writeSome(List<Row> rows, int strokes, DoubleConsumer progress) {
    Batch batch = new Batch(weights, rows.size());
    int[] indices = new int[rows.size()];
    for (int r = 0; r < indices.length; r++) {
      indices[r] = r;
      batch.randomize(r, rows.get(r).random());
    }
    for (int t = 0; t < strokes; t++) {
      lstm.update(batch, indices, indices.length);
      for (int r = 0; r < indices.length; r++) {
        stroke(batch, r, rows.get(r), t * Weights.INPUTS);
      }
      progress.accept((t + 1.0) / strokes);
    }
  }

  private void stroke(Batch batch, int r, Row row, int at) {
    if (batch.finite(r)) {
      mixture.read(batch, r);
      mixture.sample(row.temperature(), row.random(), offset);
    } else {
      offset.dx = Float.NaN;
      offset.dy = Float.NaN;
      offset.pen = 0;
    }
    row.stream()[at] = offset.dx;
    row.stream()[at + 1] = offset.dy;
    row.stream()[at + 2] = offset.pen;
    batch.input(r, offset.dx, offset.dy, offset.pen);
  }
}
