package inkcast.train;

import inkcast.model.Reach;
import inkcast.model.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * The bounds of a hand's steps: what its teacher, or the one whose strokes it learnt from, exceeds
 * once in {@value #ONCE_IN} strokes.
 */
public final class Longest {
  private static final int ONCE_IN = 10_000;
  private static final int STREAMS = 192; // of 512 strokes: about ten are longer
  private static final int STROKES = 512;
  private static final long SEED = 20261125;

  private Longest() {}

  /** Of a teacher, from random states, at the temperatures that matter; some seconds. */
  public static Reach of(Weights teacher, DoubleConsumer progress) {
    List<List<float[]>> written =
        new FreeRun(teacher, FreeRun.TEMPERATURES, SEED).write(STREAMS, STROKES, progress);
    return new Reach(
        FreeRun.TEMPERATURES.stream().mapToDouble(Double::doubleValue).toArray(),
        written.stream().mapToDouble(Longest::longest).toArray());
  }

  /** Of strokes, at any temperature. */
  public static Reach of(List<float[]> strokes) {
    return new Reach(new double[] {1}, new double[] {longest(strokes)});
  }

  private static double longest(List<float[]> streams) {
    double[] steps =
        streams.stream()
            .flatMapToDouble(
                stream -> {
                  double[] its = new double[stream.length / Weights.INPUTS];
                  Arrays.setAll(its, t -> Math.hypot(stream[3 * t], stream[3 * t + 1]));
                  return Arrays.stream(its);
                })
            .sorted()
            .toArray();
    return steps[steps.length - 1 - steps.length / ONCE_IN];
  }
}
