package inkcast.train;

import inkcast.model.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody's strokes in three parts, of which the latter two are a tenth each, but some {@value
 * #MOST} streams at most.
 *
 * @param learnt streams to learn from
 * @param heldOut streams that say when it is best to stop
 * @param proof streams that say what came of it: no others, for what was best at those that it was
 *     chosen by is not as good elsewhere; the same ones where there are fewer than {@value #EVERY}
 */
public record HeldOut(List<float[]> learnt, List<float[]> heldOut, List<float[]> proof) {
  private static final int EVERY = 10;
  private static final int MOST = 64;

  /**
   * Parts at least two streams.
   *
   * @param streams each (length, 3): dx, dy in model units, pen
   */
  public static HeldOut of(List<float[]> streams) {
    int count = streams.size();
    if (count < 2) {
      throw new IllegalArgumentException(
          "streams: expected at least 2, one to learn from and one to judge by, found " + count);
    }
    int every = Math.max(Math.min(EVERY, count), (count + MOST - 1) / MOST);
    List<float[]> learnt = new ArrayList<>();
    List<float[]> heldOut = new ArrayList<>();
    List<float[]> proof = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int place = i % every;
      boolean proves = count >= EVERY && place == every / 2;
      (place == every - 1 ? heldOut : proves ? proof : learnt).add(streams.get(i));
    }
    return new HeldOut(learnt, heldOut, proof.isEmpty() ? heldOut : proof);
  }

  /** Strokes to learn from. */
  public long learntStrokes() {
    return learnt.stream().mapToLong(stream -> stream.length / Weights.INPUTS).sum();
  }

  /** Tells these strokes to learn from from others. */
  public String fingerprint() {
    return Checkpoint.fingerprint(learnt);
  }
}
