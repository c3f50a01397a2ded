package inkcast.train;

import inkcast.model.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody's strokes in two parts: every tenth stream, but not more than some, is held out to judge
 * by.
 *
 * @param learnt streams to learn from
 * @param heldOut streams to judge by
 */
public record HeldOut(List<float[]> learnt, List<float[]> heldOut) {
  private static final int EVERY = 10;
  private static final int MOST = 64;

  /**
   * Parts at least two streams.
   *
   * @param streams each (length, 3): dx, dy in model units, pen
   */
  public static HeldOut of(List<float[]> streams) {
    if (streams.size() < 2) {
      throw new IllegalArgumentException(
          "streams: expected at least 2, one to learn from and one to judge by, found "
              + streams.size());
    }
    int every = Math.max(Math.min(EVERY, streams.size()), streams.size() / MOST);
    List<float[]> learnt = new ArrayList<>();
    List<float[]> heldOut = new ArrayList<>();
    for (int i = 0; i < streams.size(); i++) {
      (i % every == every - 1 ? heldOut : learnt).add(streams.get(i));
    }
    return new HeldOut(learnt, heldOut);
  }

  /** Strokes to learn from. */
  public long learntStrokes() {
    return learnt.stream().mapToLong(stream -> stream.length / Weights.INPUTS).sum();
  }
}
