package inkcast.model;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Sources of chance, all of one kind: so that a seed means the same everywhere. */
public final class Sources {
  private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
      RandomGeneratorFactory.of("L64X128MixRandom"); // small, fast, and never stuck

  private Sources() {}

  /** One that repeats itself from the same seed; belongs to one thread. */
  public static RandomGenerator seeded(long seed) {
    return FACTORY.create(seed);
  }
}
