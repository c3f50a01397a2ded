package inkcast.app;

import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** How fast one core multiplies and adds when all it needs is in registers. */
public final class FmaPeak {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int SUMS = 12; // more than a core has multiply-adds under way
  private static final int STEPS = 1_000_000;
  private static final int ROUNDS = 20;
  private static final int COLD = 3; // rounds before that: the first of all is not compiled yet
  private static final int FLOPS = 2; // of a multiply-add

  private FmaPeak() {}

  /**
   * Floating-point operations a nanosecond (GFLOP/s) of some rounds.
   *
   * @param best of them
   * @param mean of them: what a machine gives that is shared with others
   */
  record Rounds(double best, double mean) {
    /** All processors' together. */
    static Rounds sum(Rounds a, Rounds b) {
      return new Rounds(a.best + b.best, a.mean + b.mean);
    }
  }

  /** Floating-point operations a nanosecond (GFLOP/s), the best of some rounds, on this thread. */
  public static double gigaflops() {
    return rounds().best;
  }

  /** Some rounds on all processors at once, about 60 ms. */
  static Rounds everywhere() {
    int processors = Runtime.getRuntime().availableProcessors();
    return IntStream.range(0, processors)
        .parallel()
        .mapToObj(processor -> rounds())
        .reduce(new Rounds(0, 0), Rounds::sum);
  }

  private static Rounds rounds() {
    double flops = (double) FLOPS * SUMS * SPECIES.length() * STEPS;
    double shortest = Double.MAX_VALUE;
    double total = 0;
    float sink = 0;
    for (int round = 0; round < COLD; round++) {
      sink += run(STEPS);
    }
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      sink += run(STEPS);
      double ns = System.nanoTime() - start;
      shortest = Math.min(shortest, ns);
      total += ns;
    }
    // Never the case; without a use of the sums the loop would be left out.
    return Float.isNaN(sink)
        ? new Rounds(0, 0)
        : new Rounds(flops / shortest, ROUNDS * flops / total);
  }

  private static float run(int steps) {
    FloatVector x = FloatVector.broadcast(SPECIES, 0.999f);
    FloatVector y = FloatVector.broadcast(SPECIES, 0.001f);
    FloatVector s0 = x;
    FloatVector s1 = x;
    FloatVector s2 = x;
    FloatVector s3 = x;
    FloatVector s4 = x;
    FloatVector s5 = x;
    FloatVector s6 = x;
    FloatVector s7 = x;
    FloatVector s8 = x;
    FloatVector s9 = x;
    FloatVector s10 = x;
    FloatVector s11 = x;
    for (int i = 0; i < steps; i++) {
      s0 = s0.fma(x, y);
      s1 = s1.fma(x, y);
      s2 = s2.fma(x, y);
      s3 = s3.fma(x, y);
      s4 = s4.fma(x, y);
      s5 = s5.fma(x, y);
      s6 = s6.fma(x, y);
      s7 = s7.fma(x, y);
      s8 = s8.fma(x, y);
      s9 = s9.fma(x, y);
      s10 = s10.fma(x, y);
      s11 = s11.fma(x, y);
    }
    FloatVector sum = s0.add(s1).add(s2).add(s3).add(s4).add(s5);
    return sum.add(s6).add(s7).add(s8).add(s9).add(s10).add(s11).reduceLanes(VectorOperators.ADD);
  }
}
