package inkcast.train.glyph;

import java.util.random.RandomGenerator;

/** Something that lines of writing can be made from. Immutable once read. */
public interface Script {
  /**
   * Writes a line from left to right.
   *
   * @param steps how many
   * @return (steps, 3): dx, dy in model units, pen 1 = lifts after the step
   */
  float[] line(RandomGenerator random, int steps);

  /** What the source's makers ask of those who pass on what was made from it. */
  String licence();

  /** Where it comes from and who made it. */
  String provenance();
}
