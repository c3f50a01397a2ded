package inkcast.writer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import inkcast.model.RandomWeights;
import inkcast.model.Sources;
import inkcast.model.Twin;
import inkcast.model.Weights;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GhostsTest {
  private static final Page PAGE = new Page(100_000, 100_000, 50);
  private static final int EACH = 50;
  private static final int SAMPLES = 2000;

  private final List<String> told = new ArrayList<>();

  /** Kolmogorov and Smirnov's test for two samples, of each number at each step. */
  @Test
  void shouldFollowTheDistributionOfTheWritersOwnStrokes() {
    Ensemble ensemble = ensemble(PAGE, 7);
    dictate(ensemble);
    double[][][] ghosts = new double[Ghosts.STEPS][3][SAMPLES];
    int[] count = new int[Ghosts.STEPS];
    for (int i = 0; i < SAMPLES / EACH; i++) {
      ensemble.gather(writer -> true);
      ensemble.haunt(
          EACH, 0.65f, (writer, ghost, step, stroke) -> put(ghosts[step], count[step]++, stroke));
    }
    double[][][] own = new double[Ghosts.STEPS][3][SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      Ensemble same = ensemble(PAGE, 7); // and so in the same state
      dictate(same);
      Writer writer = same.members().getFirst();
      writer.setup(writer.setup(), Sources.seeded(1_000 + i));
      writer.dictation().expect(0);
      for (int step = 0; step < Ghosts.STEPS; step++) {
        same.step(nobody());
        put(own[step], i, writer.stroke());
      }
    }
    for (int step = 0; step < Ghosts.STEPS; step++) {
      for (int number = 0; number < 3; number++) {
        // 1.95 sqrt(2 / n) is exceeded by chance once in a thousand tests; these are thirty,
        // seeded.
        double limit = 1.95 * Math.sqrt(2.0 / SAMPLES);
        double distance = distance(ghosts[step][number], own[step][number]);
        assertTrue(distance < limit, step + ", number " + number + ": " + distance);
      }
    }
  }

  @Test
  void shouldLeaveTheWriterAsItIs() {
    List<String> alone = strokes(false);
    assertEquals(alone, strokes(true));
  }

  @Test
  void shouldEndAtTheRightMargin() {
    Ensemble ensemble = ensemble(new Page(52, 600, 15), 7); // its lines end at 37
    dictate(ensemble);
    ensemble.gather(writer -> true);
    ensemble.haunt(20, 2f, this::tell);
    int beyond = 0;
    for (int ghost = 0; ghost < 20; ghost++) {
      String own = ghost + ":";
      List<String> steps = told.stream().filter(line -> line.startsWith(own)).toList();
      beyond += steps.size() < Ghosts.STEPS ? 1 : 0;
      for (String step : steps.subList(0, steps.size() - 1)) {
        assertTrue(Float.parseFloat(step.split(" ")[1]) <= 37, step);
      }
    }
    assertTrue(beyond > 0, "none came there, so nothing was shown");
  }

  @Test
  void shouldBeOfThoseAloneAtWhosePensVisitorsWriteAndHaveRoomForSoMany() {
    Ensemble ensemble = ensemble(PAGE, 7);
    assertEquals(0, ensemble.gather(writer -> true));
    dictate(ensemble);
    assertEquals(0, ensemble.gather(writer -> false));
    assertEquals(1, ensemble.gather(writer -> true));
    assertEquals(Ghosts.MOST, ensemble.haunt(10_000, 1, this::tell));
    assertEquals(Ghosts.MOST * Ghosts.STEPS, told.size());
  }

  @Test
  void shouldAllocateNothing() {
    Ensemble ensemble = ensemble(PAGE, 7);
    dictate(ensemble);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Ghosts.Listener listener = (writer, ghost, step, stroke) -> {};
    long bytes = 0;
    for (int i = 0; i < 2_000; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      ensemble.gather(writer -> true);
      ensemble.haunt(5, 1, listener);
      bytes = threads.getCurrentThreadAllocatedBytes() - before;
    }
    assertEquals(0, bytes);
  }

  private void tell(Writer writer, int ghost, int step, Stroke stroke) {
    told.add(ghost + ": " + stroke.x() + " " + step);
  }

  private List<String> strokes(boolean haunted) {
    Ensemble ensemble = ensemble(PAGE, 7);
    dictate(ensemble);
    List<String> strokes = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      if (haunted) {
        ensemble.gather(writer -> true);
        ensemble.haunt(5, 1, (writer, ghost, step, stroke) -> {});
      }
      ensemble.step(nobody());
      Stroke stroke = ensemble.members().getFirst().stroke();
      strokes.add(stroke.x() + " " + stroke.y());
    }
    return strokes;
  }

  /** A visitor has written some strokes, and rests. */
  private static void dictate(Ensemble ensemble) {
    Dictation dictation = ensemble.members().getFirst().dictation();
    for (int i = 0; i < 5; i++) {
      assertTrue(dictation.reserve());
      dictation.put(1 + i, 2 - i, false, 3);
      ensemble.step(nobody());
    }
    ensemble.step(nobody()); // two ticks of the rest are left
  }

  private static Ensemble ensemble(Page page, long seed) {
    Writer.Setup setup = new Writer.Setup("test", page, new Point(20, 300), 1, 0.65f);
    return Ensemble.form(
            List.of(new Part(weights(), setup, Sources.seeded(seed))), Twin.SCALAR::lstm)
        .getFirst();
  }

  private static Weights weights() {
    return RandomWeights.of(16, 3, 1);
  }

  private static void put(double[][] into, int at, Stroke stroke) {
    into[0][at] = stroke.dx();
    into[1][at] = stroke.dy();
    into[2][at] = stroke.lifts() ? 1 : 0;
  }

  /** The largest difference of the two samples' distribution functions. */
  private static double distance(double[] one, double[] other) {
    double[] a = one.clone();
    double[] b = other.clone();
    Arrays.sort(a);
    Arrays.sort(b);
    double largest = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      double at = Math.min(a[i], b[j]);
      while (i < a.length && a[i] <= at) {
        i++;
      }
      while (j < b.length && b[j] <= at) {
        j++;
      }
      largest = Math.max(largest, Math.abs((double) i / a.length - (double) j / b.length));
    }
    return largest;
  }

  private static WriterListener nobody() {
    return new WriterListener() {
      @Override
      public void restarted(Writer writer, Restart cause) {}

      @Override
      public void wrote(Writer writer) {}
    };
  }
}
