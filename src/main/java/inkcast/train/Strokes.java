package inkcast.train;

import inkcast.model.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What stroke-3 files hold.
 *
 * @param streams each (length, 3): dx, dy in model units, pen 0 or 1
 * @param scaleLine where its scale factor is
 * @param about what a file says of itself: name, licence, provenance, ...
 */
public record Strokes(List<float[]> streams, int scaleLine, Map<String, String> about) {

  /** Strokes in all streams. */
  public long count() {
    return streams.stream().mapToLong(stream -> stream.length / Weights.INPUTS).sum();
  }

  /** Median length of the steps that leave ink, model units; NaN if none does. */
  public double medianStep() {
    double[] steps = new double[(int) count()];
    int drawn = 0;
    for (float[] stream : streams) {
      for (int at = Weights.INPUTS; at < stream.length; at += Weights.INPUTS) {
        if (stream[at - 1] == 0) {
          steps[drawn++] = Math.hypot(stream[at], stream[at + 1]);
        }
      }
    }
    Arrays.sort(steps, 0, drawn);
    return drawn == 0 ? Double.NaN : steps[drawn / 2];
  }
}
