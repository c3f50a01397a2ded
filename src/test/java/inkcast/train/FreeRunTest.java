package inkcast.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inkcast.model.Batch;
import inkcast.model.Mixture;
import inkcast.model.Offset;
import inkcast.model.RandomWeights;
import inkcast.model.ScalarLstm;
import inkcast.model.Sources;
import inkcast.model.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class FreeRunTest {
  private static final Weights WEIGHTS = RandomWeights.of(13, 3, 6);

  @Test
  void shouldWriteWhatTheScalarModelSamples() {
    List<List<float[]>> written = run(5, 0.4, 1.0).write(40, 12, part -> {});

    long[] seeds = Sources.seeded(5).longs(40).toArray();
    for (int s = 0; s < 40; s++) {
      assertArrayEquals(scalar(0.4, seeds[s], 12), written.get(0).get(s), 1e-4f, "stream " + s);
      assertArrayEquals(scalar(1.0, seeds[s], 12), written.get(1).get(s), 1e-4f, "stream " + s);
    }
  }

  @Test
  void shouldRepeatItselfFromASeedAndGoOnToOthers() {
    FreeRun run = run(5, 1);
    float[] first = run.write(1, 20, part -> {}).getFirst().getFirst();
    float[] next = run.write(1, 20, part -> {}).getFirst().getFirst();

    assertArrayEquals(first, run(5, 1).write(1, 20, part -> {}).getFirst().getFirst());
    assertFalse(Arrays.equals(first, next));
    assertFalse(Arrays.equals(first, run(6, 1).write(1, 20, part -> {}).getFirst().getFirst()));
  }

  @Test
  void shouldSayWhereTheNetworkGivesNoNumber() {
    Weights broken = RandomWeights.of(3, 2, 1);
    broken.outputBias()[4] = Float.NaN;
    float[] stream =
        new FreeRun(broken, List.of(1.0), 1).write(1, 2, part -> {}).getFirst().getFirst();

    assertArrayEquals(new float[] {Float.NaN, Float.NaN, 0, Float.NaN, Float.NaN, 0}, stream);
  }

  @Test
  void shouldTellHowFarItIs() {
    double[] last = {0};
    run(1, 0.5, 1)
        .write(
            50,
            3,
            part -> {
              assertTrue(part > last[0]);
              last[0] = part;
            });

    assertEquals(1, last[0]);
  }

  private static FreeRun run(long seed, double... temperatures) {
    return new FreeRun(WEIGHTS, Arrays.stream(temperatures).boxed().toList(), seed);
  }

  private static float[] scalar(double temperature, long seed, int strokes) {
    RandomGenerator random = Sources.seeded(seed);
    Batch batch = new Batch(WEIGHTS, 1);
    Mixture mixture = new Mixture(WEIGHTS.mixtures());
    Offset offset = new Offset();
    batch.randomize(0, random);
    float[] stream = new float[3 * strokes];
    for (int t = 0; t < strokes; t++) {
      new ScalarLstm().update(batch, new int[] {0}, 1);
      mixture.read(batch, 0);
      mixture.sample(temperature, random, offset);
      stream[3 * t] = offset.dx;
      stream[3 * t + 1] = offset.dy;
      stream[3 * t + 2] = offset.pen;
      batch.input(0, offset.dx, offset.dy, offset.pen);
    }
    return stream;
  }
}
